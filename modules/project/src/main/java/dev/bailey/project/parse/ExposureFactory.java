package dev.bailey.project.parse;

import dev.bailey.project.config.Configs;
import dev.bailey.project.context.Capture;
import dev.bailey.project.manifest.Data;
import dev.bailey.project.manifest.DependsOn;
import dev.bailey.project.manifest.Exposure;
import dev.bailey.project.manifest.Group;
import dev.bailey.project.manifest.Identity;
import dev.bailey.project.manifest.Links;
import dev.bailey.project.manifest.NodeConfig;
import dev.bailey.project.manifest.Owner;
import dev.bailey.project.manifest.Ref;
import dev.bailey.project.manifest.ResourceType;
import dev.bailey.project.manifest.SourceRef;
import dev.bailey.source.SourceFile;
import dev.bailey.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Makes exposures and groups out of what properties files say.
final class ExposureFactory {
  private static final Pattern NAME = Pattern.compile("[\\w-]+");

  private final Configs configs;
  private final Captures captures;
  private final Descriptions descriptions;
  private final Problems problems;

  ExposureFactory(
      Configs configs, Captures captures, Descriptions descriptions, Problems problems) {
    this.configs = configs;
    this.captures = captures;
    this.descriptions = descriptions;
    this.problems = problems;
  }

  Exposure exposure(Patch patch) {
    Data.Dict all = patch.rendered();
    PropertiesFile file = patch.file();
    String packageName = file.packageFiles().name();
    var identity =
        new Identity(
            "exposure." + packageName + "." + patch.name(),
            ResourceType.EXPOSURE,
            patch.name(),
            packageName,
            file.relative(),
            file.path(),
            Drafts.fqn(packageName, file.relative(), patch.name()));
    checkName(patch);
    var place = new Configs.Place(ResourceType.EXPOSURE, packageName, identity.fqn());
    NodeConfig merged = configs.effective(place, all.dict("config"), Data.noEntries());
    problems.config(ResourceType.EXPOSURE, identity.name(), merged, patch.at());
    var tags = new TreeSet<>(merged.tags());
    tags.addAll(Patch.texts(all, "tags"));
    Data.Dict values =
        merged
            .values()
            .with("tags", Data.texts(List.copyOf(tags)))
            .with("meta", all.dict("meta").updated(merged.meta()));
    return new Exposure(
        identity,
        Patch.text(all, "type").orElse(""),
        owner(all),
        descriptions
            .of(merged.enabled())
            .read(Patch.text(all, "description").orElse(""), packageName, patch.at())
            .text(),
        Patch.text(all, "label"),
        Patch.text(all, "maturity"),
        Patch.text(all, "url"),
        new NodeConfig(values),
        configs.unrendered(place, patch.written().dict("config"), Data.noEntries()),
        links(identity, patch));
  }

  private void checkName(Patch patch) {
    if (!NAME.matcher(patch.name()).matches()) {
      problems.deprecation(
          "exposure-name",
          patch.at(),
          "The exposure name '%s' is deprecated: it may have letters, numbers, underscores and hyphens only. Say it in `label`."
              .formatted(patch.name()));
    }
  }

  /// dbt takes each for an expression, of which it counts what it asks for.
  private Links links(Identity identity, Patch patch) {
    var refs = new ArrayList<Ref>();
    var sources = new ArrayList<SourceRef>();
    for (String text : Patch.texts(patch.rendered(), "depends_on")) {
      if (!StaticCall.read(text, refs::add, sources::add)) {
        var file = new SourceFile(patch.file().path(), "{{ " + text + " }}");
        Capture asked = captures.of(identity, new Span(file, 0, file.text().length())).capture();
        refs.addAll(asked.refs());
        sources.addAll(asked.sources());
      }
    }
    return new Links(refs, sources, List.of(), List.of(), DependsOn.NOTHING);
  }

  private static Owner owner(Data.Dict all) {
    Data.Dict owner = all.dict("owner");
    var extra = new LinkedHashMap<>(owner.entries());
    extra.remove(Data.of("name"));
    extra.remove(Data.of("email"));
    return new Owner(Patch.text(owner, "name"), owner.present("email"), new Data.Dict(extra));
  }

  Group group(Patch patch) {
    Data.Dict all = patch.rendered();
    PropertiesFile file = patch.file();
    String packageName = file.packageFiles().name();
    var identity =
        new Identity(
            "group." + packageName + "." + patch.name(),
            ResourceType.GROUP,
            patch.name(),
            packageName,
            file.relative(),
            file.path(),
            List.of());
    Optional<String> description = Patch.text(all, "description");
    var place =
        new Configs.Place(
            ResourceType.GROUP,
            packageName,
            Drafts.fqn(packageName, file.relative(), patch.name()));
    return new Group(identity, owner(all), description, configs.plain(place, all.dict("config")));
  }
}
