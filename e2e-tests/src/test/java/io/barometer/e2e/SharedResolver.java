package io.barometer.e2e;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands something costly to constructors and test methods of all classes that ask for it. It is
 * started once, when the first asks, and closed when all tests are through.
 */
public abstract class SharedResolver<T extends AutoCloseable> implements ParameterResolver {
  private final Class<T> type;

  protected SharedResolver(Class<T> type) {
    this.type = type;
  }

  /** Starts it. */
  protected abstract T start() throws IOException;

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == type;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.GLOBAL)
        .computeIfAbsent(type, key -> attempt(), Attempt.class)
        .outcome()
        .join();
  }

  private Attempt attempt() {
    CompletableFuture<AutoCloseable> outcome = new CompletableFuture<>();
    try {
      outcome.complete(start());
    } catch (IOException | RuntimeException failure) {
      outcome.completeExceptionally(failure);
    }
    return new Attempt(outcome);
  }

  /** The one, or why there is none: a start that failed is not tried again for every test. */
  private record Attempt(CompletableFuture<AutoCloseable> outcome) implements AutoCloseable {
    @Override
    public void close() throws Exception {
      if (!outcome.isCompletedExceptionally()) {
        outcome.join().close();
      }
    }
  }
}
