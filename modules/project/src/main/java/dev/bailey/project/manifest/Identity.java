package dev.bailey.project.manifest;

import java.util.List;

/// What a resource is called and where it comes from.
///
/// @param uniqueId such as `model.shop.orders`
/// @param path below the source path that held it, such as `marts/orders.sql`
/// @param originalFilePath below the project, such as `models/marts/orders.sql`
/// @param fqn the path of names that selection and the config trees of dbt_project.yml use
public record Identity(
    String uniqueId,
    ResourceType type,
    String name,
    String packageName,
    String path,
    String originalFilePath,
    List<String> fqn) {
  public Identity {
    fqn = List.copyOf(fqn);
  }
}
