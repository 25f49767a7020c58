package io.barometer.launcher.importer;

import java.util.List;

/**
 * A row as it stands in the file.
 *
 * @param number the line on which it begins, the first line being 1
 * @param cells its cells
 * @param defect why it is no proper row; empty when it is one
 */
record Row(long number, List<String> cells, String defect) {}
