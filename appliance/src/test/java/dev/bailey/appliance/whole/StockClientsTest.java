package dev.bailey.appliance.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Clients that people have already, with nothing but the host changed.
@Tag("slow")
class StockClientsTest {

  private static final String DBTC =
      """
      import json, sys
      from dbtc import dbtCloudClient
      host, token, job = sys.argv[1], sys.stdin.readline().strip(), int(sys.argv[2])
      client = dbtCloudClient(service_token=token, host=host)
      cloud = client.cloud
      accounts = cloud.list_accounts()
      assert accounts["data"] and accounts["data"][0]["id"] == 1, accounts
      run = cloud.trigger_job(1, job, {"cause": "dbtc"}, poll_interval=1)["data"]
      manifest = cloud.get_run_artifact(1, run["id"], "manifest.json")
      assert "model.spokes.fct_trips" in manifest["nodes"]
      print(json.dumps({"status": run["status_humanized"]}))
      """;

  @Test
  void dbtcTriggersAJobPollsItAndDownloadsItsManifest(@TempDir Path home, @TempDir Path work)
      throws Exception {
    String python = System.getenv("BAILEY_ORACLE_PYTHON");
    Assumptions.assumeTrue(python != null, "SKIPPED: BAILEY_ORACLE_PYTHON is not set");
    SampleRunTest.copy(SampleRunTest.sample(), work);
    try (var bailey = LiveBailey.on(home, Map.of())) {
      long project = bailey.project("spokes");
      bailey.push(work, "spokes");
      long job = bailey.job(project, bailey.onDuckDb(project), "Build everything", "dbt build");
      Path certificate = home.resolve("certificate.pem");
      Files.writeString(certificate, bailey.appliance().certificate());
      var builder =
          new ProcessBuilder(
              python,
              "-c",
              DBTC,
              "localhost:" + bailey.appliance().httpsPort(),
              Long.toString(job));
      builder.environment().put("REQUESTS_CA_BUNDLE", certificate.toString());
      builder.redirectErrorStream(true);

      Process dbtc = builder.start();
      try (var in = dbtc.getOutputStream()) {
        in.write((bailey.client().token() + "\n").getBytes(StandardCharsets.UTF_8));
      }
      String said = new String(dbtc.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(dbtc.waitFor()).as(said).isZero();
      assertThat(said).contains("\"status\": \"Success\"");
    }
  }
}
