package dev.bailey.git.sync;

import dev.bailey.registry.Destination;

/// Where the URL of a remote repository leads.
///
/// @param ssh over SSH, or else over HTTPS
public record RemoteHost(Destination destination, boolean ssh) {}
