package io.barometer.launcher.cli;

import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/** Reads a list page by page. */
final class Pages {
  private static final int PAGE = 1000;

  private Pages() {}

  /**
   * Hands out at most so many items, page by page, in the order of the service.
   *
   * @param call reads a page of at most so many items after a token
   * @param items the items of a page
   * @param nextToken the token of the following page; empty on the last
   */
  static <P, T> void read(
      int limit,
      BiFunction<Integer, String, P> call,
      Function<P, Iterable<T>> items,
      Function<P, String> nextToken,
      Consumer<T> sink) {
    int left = limit;
    String token = "";
    do {
      P page = call.apply(Math.min(PAGE, left), token);
      for (T item : items.apply(page)) {
        if (left-- > 0) {
          sink.accept(item);
        }
      }
      token = nextToken.apply(page);
    } while (!token.isEmpty() && left > 0);
  }
}
