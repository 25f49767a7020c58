package io.barometer.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** No plugin's version is left to Maven, so that tomorrow's build is today's. */
class PluginsTest {

  /** What Maven runs by itself for a jar, or when asked to. */
  private static final List<String> LIFECYCLE =
      List.of("clean", "resources", "compiler", "surefire", "jar", "install", "deploy", "site");

  private static Set<String> plugins(Path pom, boolean pinned) throws Exception {
    Document document =
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(pom.toFile());
    NodeList found = document.getElementsByTagName("plugin");
    Set<String> names = new TreeSet<>();
    for (int i = 0; i < found.getLength(); i++) {
      Element plugin = (Element) found.item(i);
      if (!pinned || !child(plugin, "version").isEmpty()) {
        names.add(child(plugin, "artifactId"));
      }
    }
    return names;
  }

  private static String child(Element element, String name) {
    for (var node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node.getNodeName().equals(name)) {
        return node.getTextContent();
      }
    }
    return "";
  }

  private static List<Path> poms() throws IOException {
    try (Stream<Path> folders = Files.walk(Path.of(".."), 3)) {
      return folders
          .filter(file -> file.endsWith("pom.xml"))
          .filter(file -> !file.toString().contains("/target/"))
          .toList();
    }
  }

  @Test
  void every_plugin_is_pinned() throws Exception {
    Set<String> root = plugins(Path.of("..", "pom.xml"), true);
    assertThat(root)
        .containsAll(LIFECYCLE.stream().map(name -> "maven-" + name + "-plugin").toList());
    assertThat(poms()).hasSizeGreaterThan(10);
    for (Path pom : poms()) {
      Set<String> here = plugins(pom, true);
      assertThat(
              plugins(pom, false).stream()
                  .filter(plugin -> !root.contains(plugin) && !here.contains(plugin))
                  .collect(Collectors.toSet()))
          .as(pom.toString())
          .isEmpty();
    }
  }
}
