package dev.bailey.project.parse;

import dev.bailey.project.ParsedProject;
import dev.bailey.project.config.Configs;
import dev.bailey.project.manifest.Code;
import dev.bailey.project.manifest.Contract;
import dev.bailey.project.manifest.Data;
import dev.bailey.project.manifest.DependsOn;
import dev.bailey.project.manifest.Identity;
import dev.bailey.project.manifest.InlineQuery;
import dev.bailey.project.manifest.Links;
import dev.bailey.project.manifest.Node;
import dev.bailey.project.manifest.NodeConfig;
import dev.bailey.project.manifest.NodeParts;
import dev.bailey.project.manifest.Properties;
import dev.bailey.project.manifest.RelationName;
import dev.bailey.project.manifest.ResourceType;
import dev.bailey.source.Outcome;
import dev.bailey.source.SourceFile;
import dev.bailey.source.Span;
import java.util.List;
import java.util.Optional;

/// Reads the query of `--inline` as if it were a file of the project.
public final class InlineQueries {
  private static final String NAME = "inline_query";
  private static final String FILE = "from remote system.sql";

  private InlineQueries() {}

  /// The query, which `project` can compile, or what is wrong with it.
  public static Outcome<InlineQuery> read(ParsedProject project, String sql) {
    var problems = new Problems();
    var configs = new Configs(project.config(), project.packages());
    String root = project.config().name();
    var identity =
        new Identity(
            ResourceType.SQL_OPERATION.word() + "." + root + "." + NAME,
            ResourceType.SQL_OPERATION,
            NAME,
            root,
            "sql/" + NAME,
            FILE,
            List.of(root, "sql", NAME));
    var file = new SourceFile(FILE, sql);
    var code = new Span(file, 0, sql.length());
    Captures.Result result = new Captures(project.scope(), configs, problems).of(identity, code);
    var place = new Configs.Place(identity.type(), root, identity.fqn());
    NodeConfig config = configs.effective(place, Data.noEntries(), result.capture().config());
    var links =
        new Links(
            result.capture().refs(),
            result.capture().sources(),
            result.capture().metrics(),
            result.capture().functions(),
            new DependsOn(result.capture().macros(), List.of()));
    var target = project.options().target();
    var parts =
        new NodeParts(
            identity,
            new RelationName(target.database(), target.schema(), NAME, Optional.empty()),
            config,
            Data.noEntries(),
            Properties.NONE,
            new Code("sql", sql, Checksums.ofText(sql), code),
            links,
            new Contract(false, true, Optional.empty()));
    var nothing = new Lookup(root, List.of(), List.of());
    Node linked =
        new Resolver(project.lookup(), nothing, project.packages(), problems)
            .resolve(new InlineQuery(parts));
    return !problems.haveErrors() && linked instanceof InlineQuery query
        ? new Outcome.Ok<>(query, problems.sorted())
        : new Outcome.Failed<>(problems.sorted());
  }
}
