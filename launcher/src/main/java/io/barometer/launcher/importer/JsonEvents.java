package io.barometer.launcher.importer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The events of an NDJSON file, one object a line: with a mapping its properties are the columns
 * ("a.b" is property b of object a), without one every line is an event in the JSON form of the
 * protocol.
 */
final class JsonEvents implements EventSource {
  private static final int MAX_LINE = 1 << 20;

  private final SourceFile file;
  private final ObjectReader json =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build().reader();
  private final @Nullable EventMapper mapper;
  private final ProtocolJson protocol = new ProtocolJson();
  private long number;

  JsonEvents(SourceFile file, @Nullable ImportMapping mapping) {
    this.file = file;
    this.mapper = mapping == null ? null : new EventMapper(mapping);
  }

  @Override
  public List<String> header() {
    return List.of("line");
  }

  @Override
  public @Nullable Item next() throws IOException {
    String line;
    do {
      number++;
      line = file.reader().readLine();
    } while (line != null && line.isBlank());
    return line == null ? null : item(line);
  }

  private Item item(String line) throws IOException {
    List<String> cells = List.of(line);
    if (line.length() > MAX_LINE) {
      return bad(cells, "", "it is longer than 1 MiB");
    }
    try {
      JsonNode node = json.readTree(line);
      if (!node.isObject()) {
        return bad(cells, "", "it is not a JSON object");
      }
      return mapper == null
          ? protocol.read(number, line)
          : mapper.map(number, cells, column -> text(node, column));
    } catch (JsonProcessingException e) {
      int at = e.getLocation() == null ? 1 : e.getLocation().getColumnNr();
      return bad(cells, "", "it is not valid JSON at character " + at);
    }
  }

  private static String text(JsonNode node, String column) {
    JsonNode at = node;
    for (String name : column.split("\\.", -1)) {
      at = at.path(name);
    }
    return at.isNull() || at.isMissingNode() ? "" : at.isValueNode() ? at.asText() : at.toString();
  }

  @Override
  public long bytesRead() {
    return file.bytesRead();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private Item bad(List<String> cells, String column, String text) {
    return new Item.Bad(number, cells, List.of(new Problem(number, column, text)));
  }
}
