package dev.bailey.appliance;

import dev.bailey.api.Api;
import dev.bailey.database.Seals;
import dev.bailey.database.jobs.JpaJobs;
import dev.bailey.database.jobs.JpaRuns;
import dev.bailey.database.jobs.StoredRunFiles;
import dev.bailey.database.registry.JpaAccounts;
import dev.bailey.database.registry.JpaConnections;
import dev.bailey.database.registry.JpaCredentialsStore;
import dev.bailey.database.registry.JpaEgressRules;
import dev.bailey.database.registry.JpaEnvironmentVariables;
import dev.bailey.database.registry.JpaEnvironments;
import dev.bailey.database.registry.JpaProjects;
import dev.bailey.database.registry.JpaRepositoryLinks;
import dev.bailey.database.security.JpaSecurityStores;
import dev.bailey.database.security.JpaStreamPosition;
import dev.bailey.jobs.Jobs;
import dev.bailey.jobs.retention.RunHistory;
import dev.bailey.jobs.run.RunFiles;
import dev.bailey.jobs.run.Runs;
import dev.bailey.registry.EgressRules;
import dev.bailey.registry.EnvironmentVariables;
import dev.bailey.security.SecurityStores;
import dev.bailey.security.syslog.StreamPosition;
import java.security.SecureRandom;

/// Everything that is kept, by the ports of the modules that own it.
public record Stores(
    Api.Registry registry,
    EnvironmentVariables variables,
    EgressRules egress,
    SecurityStores security,
    StreamPosition streamPosition,
    Jobs jobs,
    Runs runs,
    RunHistory history,
    RunFiles files) {

  /// The stores of a database.
  public static Stores on(Ground ground, SecureRandom random) {
    var database = ground.database();
    var runs = new JpaRuns(database);
    var seals = new Seals(ground.ring(), random);
    return new Stores(
        new Api.Registry(
            new JpaAccounts(database, random),
            new JpaProjects(database, seals),
            new JpaConnections(database, seals),
            new JpaCredentialsStore(database, seals),
            new JpaEnvironments(database),
            new JpaRepositoryLinks(database, seals)),
        new JpaEnvironmentVariables(database, seals),
        new JpaEgressRules(database),
        JpaSecurityStores.of(database, ground.ring(), random),
        new JpaStreamPosition(database),
        new JpaJobs(database),
        runs,
        runs,
        new StoredRunFiles(ground.objects(), ground.logs()));
  }
}
