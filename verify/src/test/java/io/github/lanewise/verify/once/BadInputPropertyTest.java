package io.github.lanewise.verify.once;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lanewise.kernels.Matrix;
import io.github.lanewise.kernels.MatrixBatch;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;

/**
 * Random invalid arguments at every public method and constructor: each call succeeds, or is refused by an
 * IllegalArgumentException or NullPointerException that names an argument, before anything is written. Nothing comes from
 * inside: no index out of bounds, no negative size, no overflow, no memory exhausted.
 */
@Tag("once")
class BadInputPropertyTest {
    private static final int CALLS_A_TRY = 10;

    /** The words of the vocabulary that a refusal may use beside the names of the very parameters. */
    private static final Set<String> VOCABULARY = Set.of("problem", "input", "weight", "bias", "output", "gradOutput",
            "gradInput",
            "gradWeight", "gradBias", "logits", "a", "b", "c");

    private static List<PublicCall> calls;

    /** Found once, and not as the class is loaded, so that a class without a line in Samples is told as such. */
    private static List<PublicCall> calls() {
        if (calls == null) {
            calls = PublicCall.all().toList();
        }
        return calls;
    }

    /** Without this, an operator could be added and forgotten here. */
    @Example
    void everyPublicMethodHasAValidCall() {
        List<String> failing = new ArrayList<>();
        for (PublicCall call : calls()) {
            try {
                call.call(call.arguments());
            } catch (Throwable e) {
                failing.add(call + ": " + e);
            }
        }
        assertEquals(List.of(), failing, "calls with the arguments of Samples");
    }

    /** The battery of {@link BadArgumentTest} knows every method that takes floats with an offset. */
    @Example
    void everyMethodOnArraysIsAnOperation() {
        Set<String> operations = new HashSet<>();
        Operations.all().forEach(operation -> operations.add(operation.name().split(" ")[0]));
        Set<String> methods = new HashSet<>();
        for (PublicCall call : calls()) {
            List<Parameter> parameters = call.parameters();
            if (call.executable() instanceof Method method && parameters.size() > 1
                    && parameters.get(1).getName().equals(parameters.get(0).getName() + "Offset")) {
                methods.add(method.getDeclaringClass().getSimpleName() + "." + method.getName());
            }
        }
        methods.removeAll(operations);
        assertEquals(Set.of(), methods, "methods without a line in Operations");
    }

    @Property
    void badArguments(@ForAll long seed) throws Throwable {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < CALLS_A_TRY; i++) {
            attempt(calls().get(random.nextInt(calls().size())), random);
        }
    }

    private static void attempt(PublicCall call, SplittableRandom random) throws Throwable {
        Spoiler spoiler = new Spoiler(random);
        Object[] arguments = call.arguments();
        int first = random.nextInt(arguments.length);
        boolean mustRefuse = spoiler.spoil(call, arguments, first);
        boolean alone = random.nextBoolean();
        for (int more = alone ? 0 : random.nextInt(1, 4); more > 0; more--) {
            spoiler.spoil(call, arguments, random.nextInt(arguments.length));
        }
        String text = call + " of " + Stream.of(arguments).map(BadInputPropertyTest::describe).toList();
        List<Object> arrays = arrays(arguments);
        List<Object> before = arrays.stream().map(BadInputPropertyTest::copy).toList();
        Object result;
        try {
            result = call.call(arguments);
        } catch (IllegalArgumentException | NullPointerException refusal) {
            assertUnchanged(text, before, arrays);
            String name = call.parameters().get(first).getName().replaceAll("Offset$", "");
            assertNames(text, refusal, alone && mustRefuse ? Set.of(name, name + "Offset") : names(call.executable()));
            return;
        } catch (Throwable wrong) {
            throw new AssertionError(text + " threw " + wrong, wrong);
        }
        assertTrue(!(alone && mustRefuse), () -> text + " was not refused");
        ask(text, result, names(call.executable()));
    }

    /** Whatever was made of these arguments answers all it is asked, except that a builder may refuse to build. */
    private static void ask(String text, Object made, Set<String> names) throws IllegalAccessException {
        if (made == null || made.getClass().getPackage() != Matrix.class.getPackage()) {
            return;
        }
        for (Method method : PublicApi.withoutArguments(made.getClass())) {
            try {
                method.invoke(made);
            } catch (InvocationTargetException e) {
                boolean refusal = e.getCause() instanceof IllegalArgumentException
                        || e.getCause() instanceof NullPointerException;
                if (!refusal || !method.getName().equals("build")) {
                    throw new AssertionError(text + ", then " + method.getName() + "() threw " + e.getCause(),
                            e.getCause());
                }
                Set<String> all = new HashSet<>(names);
                addComponents(method.getReturnType(), all);
                assertNames(text + ", then build()", (RuntimeException) e.getCause(), all);
            }
        }
    }

    private static void assertNames(String text, RuntimeException refusal, Set<String> names) {
        String message = String.valueOf(refusal.getMessage());
        assertTrue(Arrays.stream(message.split("[^A-Za-z0-9]+")).anyMatch(names::contains),
                () -> text + " was refused without any name of " + names + ": " + refusal);
    }

    /** The parameters, the vocabulary's arrays, and the components of the records that come into it. */
    private static Set<String> names(Executable executable) {
        Set<String> names = new HashSet<>(VOCABULARY);
        for (Parameter parameter : executable.getParameters()) {
            names.add(parameter.getName());
            addComponents(parameter.getType(), names);
        }
        addComponents(executable.getDeclaringClass(), names);
        if (executable instanceof Method method) {
            addComponents(method.getReturnType(), names);
        }
        return names;
    }

    private static void addComponents(Class<?> type, Set<String> names) {
        if (type.isRecord()) {
            for (RecordComponent component : type.getRecordComponents()) {
                names.add(component.getName());
            }
        }
    }

    private static void assertUnchanged(String text, List<Object> before, List<Object> arrays) {
        for (int i = 0; i < arrays.size(); i++) {
            boolean same = arrays.get(i) instanceof float[] floats
                    ? Arrays.equals((float[]) before.get(i), floats)
                    : Arrays.equals((int[]) before.get(i), (int[]) arrays.get(i));
            assertTrue(same, () -> text + " wrote something before it refused");
        }
    }

    private static List<Object> arrays(Object[] arguments) {
        List<Object> arrays = new ArrayList<>();
        for (Object argument : arguments) {
            switch (argument) {
                case float[] floats -> arrays.add(floats);
                case int[] ints -> arrays.add(ints);
                case Matrix matrix -> arrays.add(matrix.data());
                case MatrixBatch batch -> arrays.add(batch.first().data());
                case null, default -> {
                    // holds no array that could be written
                }
            }
        }
        return arrays;
    }

    private static String describe(Object argument) {
        return switch (argument) {
            case float[] floats -> floats.length + " floats";
            case int[] ints -> Arrays.toString(ints);
            case boolean[][] table -> Arrays.deepToString(table);
            case null, default -> String.valueOf(argument);
        };
    }

    private static Object copy(Object array) {
        return array instanceof float[] floats ? floats.clone() : ((int[]) array).clone();
    }
}
