package io.barometer.launcher.demo;

import io.barometer.launcher.client.CommandFailed;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a service's Prometheus metrics. */
final class Metrics implements AutoCloseable {
  private final HttpClient http = HttpClient.newHttpClient();
  private final URI address;

  /** The metrics of a service, by its HTTP address. */
  Metrics(String service) {
    this.address = URI.create(service + "/q/metrics");
  }

  /** A gauge that has one value per shard. */
  Map<Integer, Long> byShard(String name) throws IOException, InterruptedException, CommandFailed {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .header("Accept", "text/plain")
            .timeout(Duration.ofSeconds(10))
            .build();
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new CommandFailed(address + " answers " + answer.statusCode());
    }
    return parse(answer.body(), name);
  }

  static Map<Integer, Long> parse(String text, String name) {
    Matcher line =
        Pattern.compile("^" + name + "\\{[^}]*shard=\"(\\d+)\"[^}]*} (\\S+)$", Pattern.MULTILINE)
            .matcher(text);
    Map<Integer, Long> values = new HashMap<>();
    while (line.find()) {
      values.put(Integer.valueOf(line.group(1)), (long) Double.parseDouble(line.group(2)));
    }
    return values;
  }

  @Override
  public void close() {
    http.close();
  }
}
