package io.github.lanewise.kernels;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The one grammar in which tests, benchmarks, logs and bug reports name a problem:
 *
 * <pre>
 * problem = [ operation ":" ] ( key number )+
 * </pre>
 *
 * Keys in any order, each at most once. Which there are, and what is meant where one is left out, stands with the shape
 * that reads them. A width ({@code iw kw sw pw dw}) that is left out equals the height.
 */
final class ProblemString {
    private static final Pattern WHOLE = Pattern.compile("(?:([a-z_]+):)?((?:[a-z]+[0-9]+)+)");
    private static final Pattern FIELD = Pattern.compile("([a-z]+)([0-9]+)");

    private final String text;
    private final String operation;
    private final Map<String, Integer> fields = new LinkedHashMap<>();

    /** Reads {@code text}; {@code defaultOperation} is meant where it names none (null where it must). */
    ProblemString(String text, String defaultOperation, Set<String> operations, Set<String> keys) {
        this.text = text;
        Matcher whole = WHOLE.matcher(text);
        if (!whole.matches()) {
            throw wrong("expected [operation:] and then keys with numbers, such as mb128ic1ih28oc6kh5ph2");
        }
        operation = whole.group(1) == null ? defaultOperation : whole.group(1);
        if (operation == null) {
            throw wrong("it names no operation; expected one of " + new TreeSet<>(operations));
        }
        if (!operations.contains(operation)) {
            throw wrong("its operation is " + operation + "; expected one of " + new TreeSet<>(operations));
        }
        Matcher field = FIELD.matcher(whole.group(2));
        while (field.find()) {
            put(field.group(1), field.group(2), keys);
        }
    }

    private void put(String key, String digits, Set<String> keys) {
        if (!keys.contains(key)) {
            throw wrong("it has the key " + key + "; expected some of " + new TreeSet<>(keys));
        }
        int number;
        try {
            number = Integer.parseInt(digits);
        } catch (NumberFormatException _) {
            throw wrong(key + " is " + digits + "; expected at most " + Integer.MAX_VALUE);
        }
        if (fields.putIfAbsent(key, number) != null) {
            throw wrong("it has " + key + " twice");
        }
    }

    String operation() {
        return operation;
    }

    /** A key that must be there. */
    int get(String key) {
        Integer number = fields.get(key);
        if (number == null) {
            throw wrong("it has no " + key);
        }
        return number;
    }

    /** A key that may be left out. */
    int get(String key, int otherwise) {
        return fields.getOrDefault(key, otherwise);
    }

    /** The value of {@code key}, else that of {@code second} where it is given, else {@code otherwise}. */
    int get(String key, String second, int otherwise) {
        return get(key, get(second, otherwise));
    }

    private IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException("problem string \"" + text + "\": " + what);
    }

    /** Writes a problem string, leaving out what equals its default. */
    static final class Writer {
        private final StringBuilder text = new StringBuilder();

        Writer(String operation, String defaultOperation) {
            if (!operation.equals(defaultOperation)) {
                text.append(operation).append(':');
            }
        }

        Writer put(String key, int value) {
            text.append(key).append(value);
            return this;
        }

        Writer put(String key, int value, int byDefault) {
            return value == byDefault ? this : put(key, value);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
