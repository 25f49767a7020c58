package io.barometer.launcher.importer;

import io.barometer.model.name.NearestName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The events of a CSV file, by a mapping. */
final class CsvEvents implements EventSource {
  private final SourceFile file;
  private final CsvReader rows;
  private final List<String> header;
  private final Map<String, Integer> columns = new HashMap<>();
  private final EventMapper mapper;

  CsvEvents(SourceFile file, Path path, ImportMapping mapping) throws IOException, ImportRefused {
    this.file = file;
    this.rows = new CsvReader(file.reader(), file.separator());
    @Nullable Row first = rows.next();
    this.header = first == null ? List.of() : first.cells().stream().map(String::strip).toList();
    List<String> problems = new ArrayList<>();
    for (int i = 0; i < header.size(); i++) {
      if (columns.put(header.get(i), i) != null) {
        problems.add("column \"" + header.get(i) + "\" stands there twice");
      }
    }
    for (String wanted : mapping.columns()) {
      if (!columns.containsKey(wanted)) {
        problems.add(
            "the mapping reads column \""
                + wanted
                + "\", which is missing."
                + NearestName.hint(wanted, header));
      }
    }
    if (!problems.isEmpty()) {
      problems.add("columns in the file: " + String.join(", ", header));
      throw new ImportRefused("The header of " + path + " does not fit the mapping:", problems);
    }
    this.mapper = new EventMapper(mapping);
  }

  @Override
  public List<String> header() {
    return header;
  }

  @Override
  public @Nullable Item next() throws IOException {
    @Nullable Row row = rows.next();
    if (row == null) {
      return null;
    }
    List<String> cells = row.cells();
    if (!row.defect().isEmpty()) {
      return bad(row, row.defect());
    }
    if (cells.size() != header.size()) {
      return bad(row, "it has " + cells.size() + " cells, the header has " + header.size());
    }
    return mapper.map(row.number(), cells, column -> cells.get(columns.getOrDefault(column, 0)));
  }

  @Override
  public long bytesRead() {
    return file.bytesRead();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private static Item bad(Row row, String text) {
    return new Item.Bad(row.number(), row.cells(), List.of(new Problem(row.number(), "", text)));
  }
}
