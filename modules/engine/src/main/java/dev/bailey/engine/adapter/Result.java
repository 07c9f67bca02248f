package dev.bailey.engine.adapter;

/// A finished statement: the warehouse's answer, and its rows when they were asked for (else none).
public record Result(Response response, Rows rows) {}
