package io.barometer.routing.playbook;

/** What a command does to a run. */
public sealed interface Ruling {

  /** It comes into another state; when that is TRIGGERED, engines are told, once. */
  record Moves(RunState state) implements Ruling {}

  /** It stays as it is: what was asked for has happened. */
  record Stays() implements Ruling {}

  /**
   * It may not be done.
   *
   * @param because a sentence
   */
  record Refused(String because) implements Ruling {}
}
