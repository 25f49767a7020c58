package io.barometer.language.expression;

import io.barometer.model.scorecard.Violation.Reason;

/**
 * Something wrong with an expression.
 *
 * @param line from 1, inside the expression
 * @param column from 1, inside the line
 */
public record ExpressionProblem(int line, int column, Reason reason, String text) {}
