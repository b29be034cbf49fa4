package dev.tocsin.step;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A condition in CEL on one variable that holds JSON, with the libraries that Kubernetes offers. */
public final class Condition {
    private static final int MOST_ITERATIONS = 100_000;
    private static final CelOptions OPTIONS = CelOptions.current()
            .enableHeterogeneousNumericComparisons(true)
            .comprehensionMaxIterations(MOST_ITERATIONS)
            .build();
    private static final Map<String, Cel> BY_VARIABLE = new ConcurrentHashMap<>();
    /** CEL has one kind of whole number. */
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.USE_LONG_FOR_INTS);

    private final String variable;
    private final CelRuntime.Program program;

    private Condition(String variable, CelRuntime.Program program) {
        this.variable = variable;
        this.program = program;
    }

    private static Cel on(String variable) {
        return BY_VARIABLE.computeIfAbsent(variable, name -> CelFactory.standardCelBuilder()
                .setOptions(OPTIONS)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addCompilerLibraries(
                        CelExtensions.optional(),
                        CelExtensions.strings(),
                        CelExtensions.lists(),
                        CelExtensions.sets(OPTIONS))
                .addRuntimeLibraries(
                        CelExtensions.optional(),
                        CelExtensions.strings(),
                        CelExtensions.lists(),
                        CelExtensions.sets(OPTIONS))
                .addVar(name, SimpleType.DYN)
                .build());
    }

    /** What is wrong with an expression, each with its place in it; empty if it is a condition. */
    public static List<String> faults(String variable, String expression) {
        try {
            CelType type = on(variable).compile(expression).getAst().getResultType();
            return type.equals(SimpleType.BOOL) || type.equals(SimpleType.DYN)
                    ? List.of()
                    : List.of("The condition gives a value of type " + type.name()
                            + ", not true or false. Compare it with something.");
        } catch (CelValidationException e) {
            return List.of(said(e.getErrors().get(0), variable, expression)); // what follows follows from it
        }
    }

    private static String said(CelIssue issue, String variable, String expression) {
        int line = issue.getSourceLocation().getLine();
        int column = issue.getSourceLocation().getColumn();
        String why = issue.getMessage().replaceAll(" expecting .*| \\(in container '.*'\\)", "");
        if (why.contains("undeclared reference")) {
            why += ". The condition is on '" + variable + "'";
        } else if (why.contains("<EOF>")) {
            why = "it ends too early";
        } else if (expression.contains("${")) {
            why += ". A ${...} stands in quotes: '${...}'";
        }
        return "Not a condition in CEL, at " + (line > 1 ? "line " + line + ", " : "") + "character " + (column + 1)
                + ": " + why + ".";
    }

    /** @throws IllegalArgumentException if it is no condition; {@link #faults} has said so before, unless a value made it so */
    public static Condition of(String variable, String expression) {
        Cel cel = on(variable);
        try {
            CelAbstractSyntaxTree ast = cel.compile(expression).getAst();
            return new Condition(variable, cel.createProgram(ast));
        } catch (CelValidationException | CelEvaluationException e) {
            throw new IllegalArgumentException(expression + ": " + e.getMessage(), e);
        }
    }

    /**
     * @param json the variable's value: anything that Jackson can turn into JSON
     * @return the expression's value, true or false if it is what it should be
     * @throws IllegalArgumentException if it cannot be told, such as of a field that is not there
     */
    public Object value(Object json) {
        try {
            return program.eval(Map.of(variable, JSON.convertValue(json, new TypeReference<Map<String, Object>>() {})));
        } catch (CelEvaluationException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
