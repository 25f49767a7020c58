package io.barometer.language.expression;

import com.google.common.collect.ImmutableList;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelIssue;
import dev.cel.common.CelMutableAst;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr.ExprKind;
import dev.cel.common.ast.CelMutableExpr;
import dev.cel.common.navigation.CelNavigableMutableAst;
import dev.cel.common.types.CelType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelUnparserFactory;
import io.barometer.model.scorecard.Metric;
import io.barometer.model.scorecard.Violation.Reason;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Compiles expressions: CEL parses and checks types, {@link PartCompiler} proves the rest and makes
 * readers. All numbers are doubles, so that 3 and 3.0 are the same.
 */
public final class ExpressionCompiler {
  private static final int LONGEST = 2_000;
  private static final int DEEPEST = 50;
  private static final int DEAREST = 400;

  /** CEL's own limit is wider, so that the depth can be told as a number. */
  private static final int PARSER_DEPTH = 250;

  private final Vocabulary vocabulary;
  private final CelCompiler cel;
  private final Messages messages;

  public ExpressionCompiler(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
    this.cel = cel(vocabulary);
    this.messages = new Messages(vocabulary);
  }

  /** Compiles a number. */
  public Compilation number(String source) {
    return compile(source, SimpleType.DOUBLE);
  }

  /** Compiles a condition. */
  public Compilation condition(String source) {
    return compile(source, SimpleType.BOOL);
  }

  private Compilation compile(String source, CelType wanted) {
    if (source.length() > LONGEST) {
      return refused(Reason.COST_LIMIT, source.length() + " characters; at most " + LONGEST);
    }
    try {
      CelValidationResult parsed = cel.parse(source);
      return parsed.hasError() ? refused(parsed, source) : checked(parsed.getAst(), source, wanted);
    } catch (CelValidationException impossible) {
      return refused(Reason.EXPRESSION, String.valueOf(impossible.getMessage()));
    }
  }

  private Compilation checked(CelAbstractSyntaxTree parsed, String source, CelType wanted)
      throws CelValidationException {
    CelValidationResult result = cel.check(withConstants(parsed, ExpressionCompiler::asDouble));
    if (result.hasError()) {
      return refused(result, source);
    }
    if (!result.getAst().getResultType().equals(wanted)) {
      String gives = Messages.kind(result.getAst().getResultType().name());
      String message = "gives %s, not %s".formatted(gives, Messages.kind(wanted.name()));
      return refused(Reason.EXPRESSION, message);
    }
    PartCompiler parts = new PartCompiler(vocabulary, result.getAst());
    Part part = parts.compile(result.getAst().getExpr(), 1);
    if (parts.depth() > DEEPEST) {
      parts.problem(1, Reason.COST_LIMIT, parts.depth() + " levels deep; at most " + DEEPEST);
    }
    if (parts.cost() > DEAREST) {
      parts.problem(1, Reason.COST_LIMIT, "costs " + parts.cost() + "; at most " + DEAREST);
    }
    return parts.problems().isEmpty()
        ? new Compilation.Compiled(parts.expression(canonical(parsed), part))
        : new Compilation.Refused(parts.problems());
  }

  private static String canonical(CelAbstractSyntaxTree parsed) {
    CelAbstractSyntaxTree spelled = withConstants(parsed, ExpressionCompiler::asWhole);
    return CelUnparserFactory.newUnparser().unparse(spelled);
  }

  private static CelAbstractSyntaxTree withConstants(
      CelAbstractSyntaxTree parsed, UnaryOperator<CelConstant> change) {
    CelMutableAst mutable = CelMutableAst.fromCelAst(parsed);
    ImmutableList<CelMutableExpr> constants =
        CelNavigableMutableAst.fromAst(mutable)
            .getRoot()
            .allNodes()
            .map(node -> node.expr())
            .filter(expr -> expr.getKind() == ExprKind.Kind.CONSTANT)
            .collect(ImmutableList.toImmutableList());
    constants.forEach(expr -> expr.setConstant(change.apply(expr.constant())));
    return CelAbstractSyntaxTree.newParsedAst(mutable.toParsedAst().getExpr(), parsed.getSource());
  }

  private static CelConstant asDouble(CelConstant constant) {
    return constant.getKind() == CelConstant.Kind.INT64_VALUE
        ? CelConstant.ofValue((double) constant.int64Value())
        : constant;
  }

  private static CelConstant asWhole(CelConstant constant) {
    boolean whole =
        constant.getKind() == CelConstant.Kind.DOUBLE_VALUE
            && constant.doubleValue() == StrictMath.rint(constant.doubleValue())
            && Math.abs(constant.doubleValue()) < 1e15;
    return whole ? CelConstant.ofValue((long) constant.doubleValue()) : constant;
  }

  private Compilation refused(CelValidationResult result, String source) {
    List<ExpressionProblem> problems =
        result.getErrors().stream()
            .map(issue -> problem(issue, source))
            .filter(problem -> !problem.text().isEmpty())
            .toList();
    return new Compilation.Refused(problems);
  }

  private ExpressionProblem problem(CelIssue issue, String source) {
    int line = Math.max(1, issue.getSourceLocation().getLine());
    int column = Math.max(0, issue.getSourceLocation().getColumn()) + 1;
    return messages.of(issue.getMessage(), line, column, source);
  }

  private static Compilation refused(Reason reason, String text) {
    return new Compilation.Refused(List.of(new ExpressionProblem(1, 1, reason, text)));
  }

  private static CelCompiler cel(Vocabulary vocabulary) {
    CelOptions options = CelOptions.current().maxParseRecursionDepth(PARSER_DEPTH).build();
    CelCompilerBuilder builder =
        CelCompilerFactory.standardCelCompilerBuilder().setOptions(options);
    MapType texts = MapType.create(SimpleType.STRING, SimpleType.STRING);
    if (vocabulary.observation()) {
      builder.addVar(Words.ITEM, SimpleType.STRING);
      builder.addVar(Words.ACTOR, SimpleType.STRING);
      builder.addVar(Words.VALUE, SimpleType.DOUBLE);
      builder.addVar(Words.ATTRIBUTES, texts);
    } else {
      builder.addVar(Words.FACT, texts);
    }
    for (Metric metric : vocabulary.metrics()) {
      if (metric.name().matches("[a-z][a-z0-9_]*") && !Words.RESERVED.contains(metric.name())) {
        builder.addVar(metric.name(), SimpleType.DOUBLE);
      }
    }
    if (vocabulary.scored()) {
      builder.addVar(Words.GROUP, MapType.create(SimpleType.STRING, SimpleType.DOUBLE));
      builder.addVar(Words.SCORE, SimpleType.DOUBLE);
    }
    if (vocabulary.named()) {
      builder.addVar(Words.METRIC, MapType.create(SimpleType.STRING, SimpleType.DOUBLE));
    }
    return builder.addFunctionDeclarations(functions()).build();
  }

  private static List<CelFunctionDecl> functions() {
    CelType number = SimpleType.DOUBLE;
    return List.of(
        CelFunctionDecl.newFunctionDeclaration(
            "min", CelOverloadDecl.newGlobalOverload("min_numbers", number, number, number)),
        CelFunctionDecl.newFunctionDeclaration(
            "max", CelOverloadDecl.newGlobalOverload("max_numbers", number, number, number)),
        CelFunctionDecl.newFunctionDeclaration(
            "abs", CelOverloadDecl.newGlobalOverload("abs_number", number, number)),
        CelFunctionDecl.newFunctionDeclaration(
            "known",
            CelOverloadDecl.newGlobalOverload("known_number", SimpleType.BOOL, number),
            CelOverloadDecl.newGlobalOverload("known_text", SimpleType.BOOL, SimpleType.STRING)));
  }
}
