package io.github.lanewise.verify.once;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * An object of a public class, and what its methods are given under the names of their parameters. An array has the very
 * length that is needed, so that a shorter one, or an offset, must be refused.
 */
final class Sample {
    private final Class<?> type;
    private final Supplier<?> object;
    private final List<Value> values = new ArrayList<>();
    private final Set<String> exact = new HashSet<>();

    private record Value(String name, boolean optional, Supplier<?> supplier) {}

    private Sample(Class<?> type, Supplier<?> object) {
        this.type = type;
        this.object = object;
    }

    /** A sample of what has state of its own, or arrays: a fresh one for each call. */
    static Sample of(Supplier<?> object) {
        return new Sample(object.get().getClass(), object);
    }

    /** A sample of a class that has static methods alone. */
    static Sample of(Class<?> type) {
        return new Sample(type, () -> null);
    }

    /** An array of floats that must be there. */
    Sample floats(String name, int length) {
        exact.add(name);
        return value(name, () -> filled(name, length));
    }

    /** An array of floats that may be null, or is not looked at. */
    Sample floatsOrNull(String name, int length) {
        return optional(name, () -> filled(name, length));
    }

    /** Another number in each array, so that a write shows. */
    private static float[] filled(String name, int length) {
        float[] array = new float[length];
        Arrays.fill(array, 1 + name.hashCode() % 8192 / 8192f);
        return array;
    }

    /** Integers that must be there. */
    Sample ints(String name, int... ints) {
        exact.add(name);
        return value(name, ints::clone);
    }

    /** Any other value, or an array that may be longer than is needed. */
    Sample value(String name, Supplier<?> value) {
        values.add(new Value(name, false, value));
        return this;
    }

    Sample value(String name, int value) {
        return value(name, () -> value);
    }

    /** What may be null, or is not looked at. */
    Sample optional(String name, Supplier<?> value) {
        values.add(new Value(name, true, value));
        return this;
    }

    Class<?> type() {
        return type;
    }

    Object object() {
        return object.get();
    }

    /** Whether a parameter may be null, or be something that a method does not look at. */
    boolean isOptional(String name) {
        return values.stream().anyMatch(value -> value.name.equals(name) && value.optional);
    }

    /** Whether a parameter is an array of which no element may be missing. */
    boolean isExact(String name) {
        return exact.contains(name);
    }

    /** Whether a parameter is named here, for this type. */
    Optional<Supplier<?>> find(String name, Class<?> wanted) {
        for (Value value : values) {
            if (value.name.equals(name) && fits(value.supplier.get(), wanted)) {
                return Optional.of(value.supplier);
            }
        }
        return Optional.empty();
    }

    /** All that is named here, and the sample itself, so far as they are of this type. */
    Stream<Object> objects(Class<?> wanted) {
        return Stream.concat(Stream.of(object), values.stream().map(Value::supplier)).map(Supplier::get)
                .filter(wanted::isInstance).map(Object.class::cast);
    }

    private static boolean fits(Object value, Class<?> wanted) {
        return value == null ? !wanted.isPrimitive() : PublicApi.boxed(wanted).isInstance(value);
    }
}
