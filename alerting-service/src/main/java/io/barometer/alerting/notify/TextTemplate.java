package io.barometer.alerting.notify;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.MustacheParseException;
import com.samskivert.mustache.Template;
import io.barometer.edge.Violations;
import io.barometer.proto.error.v1.ErrorReason;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A text with places to fill in: Mustache, without partials, and with nothing to name but texts, so
 * that whoever writes one can show what is told and reach nothing else.
 */
public final class TextTemplate {

  private static final int LONGEST = 2_000;

  private static final Mustache.Compiler COMPILER =
      Mustache.compiler()
          .escapeHTML(false)
          .emptyStringIsFalse(true)
          .strictSections(true)
          .withCollector(new TextsOnly());

  private final Template template;

  private TextTemplate(Template template) {
    this.template = template;
  }

  /** Notes a template that is too long or cannot be filled in. */
  public static void check(String path, String template, Violations violations) {
    if (template.length() > LONGEST) {
      violations.add(
          path,
          ErrorReason.ERROR_REASON_RANGE,
          "use at most " + LONGEST + " characters",
          "max",
          Integer.toString(LONGEST),
          "actual",
          Integer.toString(template.length()));
    } else {
      problem(template)
          .ifPresent(
              problem -> violations.add(path, ErrorReason.ERROR_REASON_VALUE_UNKNOWN, problem));
    }
  }

  /** What is wrong with a template, a sentence; empty when it can be filled in. */
  static Optional<String> problem(String source) {
    Map<String, String> sample = new HashMap<>();
    try {
      TextTemplate template = new TextTemplate(COMPILER.compile(source));
      TemplateValues.NAMES.forEach(name -> sample.put(name, name));
      var unusedFull = template.template.execute(sample);
      TemplateValues.NAMES.forEach(name -> sample.put(name, ""));
      var unusedEmpty = template.template.execute(sample);
      return Optional.empty();
    } catch (MustacheException.Context unknown) {
      return Optional.of(
          "line %d: there is no \"%s\"; use %s"
              .formatted(unknown.lineNo, unknown.key, String.join(", ", TemplateValues.NAMES)));
    } catch (MustacheParseException malformed) {
      return Optional.of(String.valueOf(malformed.getMessage()));
    } catch (MustacheException | UnsupportedOperationException partial) {
      return Optional.of("other templates cannot be included");
    }
  }

  /**
   * Fills a template in.
   *
   * @return empty when that fails
   */
  static Optional<String> filled(String source, Map<String, String> values) {
    try {
      return Optional.of(COMPILER.compile(source).execute(values));
    } catch (MustacheException | UnsupportedOperationException failure) {
      return Optional.empty();
    }
  }

  /** Finds texts by name in a map, and no methods or fields of anything. */
  private static final class TextsOnly implements Mustache.Collector {
    private static final Mustache.VariableFetcher BY_NAME =
        (context, name) ->
            context instanceof Map<?, ?> texts && texts.containsKey(name)
                ? texts.get(name)
                : Template.NO_FETCHER_FOUND;

    @Override
    public @Nullable Iterator<?> toIterator(Object value) {
      return null;
    }

    @Override
    public Mustache.VariableFetcher createFetcher(Object context, String name) {
      return BY_NAME;
    }

    @Override
    public <K, V> Map<K, V> createFetcherCache() {
      return Collections.synchronizedMap(new HashMap<>());
    }
  }
}
