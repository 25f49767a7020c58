package io.barometer.launcher.demo;

import java.nio.file.Path;

/**
 * Where the demo runs.
 *
 * @param data its folder, emptied at the start
 * @param portBase its first port
 * @param file the example
 */
public record DemoOptions(Path data, int portBase, Path file) {}
