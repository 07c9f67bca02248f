package dev.bailey.project.manifest;

/// The code of a tested model under the name of its unit test: what is compiled and run.
public record UnitTestNode(NodeParts parts, UnitTest test) implements Node {
  @Override
  public UnitTestNode with(NodeParts other) {
    return new UnitTestNode(other, test);
  }
}
