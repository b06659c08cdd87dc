package io.github.lanewise.kernels;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The one grammar in which tests, benchmarks, logs and bug reports name a problem:
 *
 * <pre>
 * problem = [ operation ":" ] ( key number )+
 * number  = [ "-" ] digits [ "." digits ]
 * block   = problem "+" activation "+" problem, of a convolution and a pooling: {@link ConvolutionBlock#parse}
 * </pre>
 *
 * Keys in any order, each at most once. Which there are, whether their numbers are whole, and what is meant where one is left
 * out, stands with the shape that reads them. A width ({@code iw kw sw pw dw}) that is left out equals the height. A string that
 * names no height at all ({@code ih kh sh ph qh dh}) is about one dimension: images of height 1, and no window that is
 * higher, moves down or leaves upwards.
 */
public final class ProblemString {
    private static final String NUMBER = "-?[0-9]+(?:\\.[0-9]+)?";
    private static final Pattern WHOLE = Pattern.compile("(?:([a-z][a-z0-9_]*):)?((?:[a-z]+" + NUMBER + ")+)");
    private static final Pattern FIELD = Pattern.compile("([a-z]+)(" + NUMBER + ")");

    private static final Set<String> HEIGHTS = Set.of("ih", "kh", "sh", "ph", "qh", "dh");

    private final String text;
    private final String operation;
    private final Map<String, String> fields = new LinkedHashMap<>();

    /**
     * Reads a text.
     *
     * @param text the problem string
     * @param defaultOperation what is meant where it names no operation; null where it must
     * @param operations what it may name
     * @param keys the keys that it may have
     * @throws IllegalArgumentException if it does not follow the grammar, names another operation, or has another key or
     *         one twice
     */
    public ProblemString(String text, String defaultOperation, Set<String> operations, Set<String> keys) {
        this.text = Objects.requireNonNull(text, "the text of a problem is null");
        Objects.requireNonNull(operations, "operations");
        Objects.requireNonNull(keys, "keys");
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

    private void put(String key, String number, Set<String> keys) {
        if (!keys.contains(key)) {
            throw wrong("it has the key " + key + "; expected some of " + new TreeSet<>(keys));
        }
        if (fields.putIfAbsent(key, number) != null) {
            throw wrong("it has " + key + " twice");
        }
    }

    /**
     * The operation.
     *
     * @return its name
     */
    public String operation() {
        return operation;
    }

    /**
     * The whole number of a key that must be there.
     *
     * @param key the key
     * @return its number
     * @throws IllegalArgumentException if the key is missing or its number is not an int of 0 or more
     */
    public int get(String key) {
        String number = number(key);
        if (number == null) {
            throw wrong("it has no " + key);
        }
        return whole(key, number);
    }

    /**
     * The whole number of a key that may be left out.
     *
     * @param key the key
     * @param otherwise what is meant without it
     * @return its number
     * @throws IllegalArgumentException if its number is not an int of 0 or more
     */
    public int get(String key, int otherwise) {
        String number = number(key);
        return number == null ? otherwise : whole(key, number);
    }

    /**
     * The whole number of a key, else that of a second one where it is given, else what is meant without both.
     *
     * @param key the key
     * @param second the second key
     * @param otherwise what is meant without both
     * @return the number
     * @throws IllegalArgumentException if the number is not an int of 0 or more
     */
    public int get(String key, String second, int otherwise) {
        int ofSecond = get(Objects.requireNonNull(second, "second"), otherwise);
        return get(key, ofSecond);
    }

    /**
     * The whole number of a height that must be there, unless the problem has one dimension.
     *
     * @param key the key
     * @return its number, or 1 where no height is named at all
     * @throws IllegalArgumentException if another height is named but not this, or its number is not an int of 0 or more
     */
    public int height(String key) {
        Objects.requireNonNull(key, "key");
        return hasOneDimension() ? 1 : get(key);
    }

    /**
     * The whole number of a width, which may be left out where its height is given.
     *
     * @param key the key
     * @param height the key of the height
     * @return its number, or that of the height
     * @throws IllegalArgumentException if both are missing, or the number is not an int of 0 or more
     */
    public int width(String key, String height) {
        Objects.requireNonNull(height, "height");
        return hasOneDimension() || number(key) != null ? get(key) : get(height);
    }

    private String number(String key) {
        return fields.get(Objects.requireNonNull(key, "key"));
    }

    private boolean hasOneDimension() {
        return Collections.disjoint(fields.keySet(), HEIGHTS);
    }

    private int whole(String key, String number) {
        try {
            int whole = Integer.parseInt(number);
            if (whole >= 0) {
                return whole;
            }
        } catch (NumberFormatException _) {
            // refused below, like a negative one
        }
        throw wrong(key + " is " + number + "; expected a whole number from 0 to " + Integer.MAX_VALUE);
    }

    /**
     * The whole number of a key that may be left out, which may be negative.
     *
     * @param key the key
     * @param otherwise what is meant without it
     * @return its number
     * @throws IllegalArgumentException if its number is not an int
     */
    public int signed(String key, int otherwise) {
        String number = number(key);
        try {
            return number == null ? otherwise : Integer.parseInt(number);
        } catch (NumberFormatException _) {
            throw wrong(key + " is " + number + "; expected a whole number from " + Integer.MIN_VALUE + " to "
                    + Integer.MAX_VALUE);
        }
    }

    /**
     * The number of a key that may be left out, rounded to a float.
     *
     * @param key the key
     * @param otherwise what is meant without it
     * @return its number
     */
    public float decimal(String key, float otherwise) {
        String number = number(key);
        return number == null ? otherwise : Float.parseFloat(number);
    }

    /**
     * The number of a key that may be left out, rounded to a double.
     *
     * @param key the key
     * @param otherwise what is meant without it
     * @return its number
     */
    public double decimal(String key, double otherwise) {
        String number = number(key);
        return number == null ? otherwise : Double.parseDouble(number);
    }

    /**
     * The truth value of a key that may be left out.
     *
     * @param key the key
     * @return whether its number is 1; false without it
     * @throws IllegalArgumentException if its number is neither 0 nor 1
     */
    public boolean flag(String key) {
        return choice(key, 0, 2) == 1;
    }

    /**
     * The number of a key that is one of a few and may be left out.
     *
     * @param key the key
     * @param otherwise what is meant without it
     * @param choices how many numbers there are, from 0 on
     * @return its number
     * @throws IllegalArgumentException if its number is not below {@code choices}
     */
    public int choice(String key, int otherwise, int choices) {
        int number = get(key, otherwise);
        if (number >= choices) {
            throw wrong(key + " is " + number + "; expected 0 to " + (choices - 1));
        }
        return number;
    }

    private IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException("problem string \"" + text + "\": " + what);
    }

    /** Writes a problem string, leaving out what equals its default. */
    public static final class Writer {
        private final StringBuilder text = new StringBuilder();

        /**
         * Starts with the operation.
         *
         * @param operation its name
         * @param defaultOperation the one that is left out, or null
         */
        public Writer(String operation, String defaultOperation) {
            if (!Objects.requireNonNull(operation, "operation").equals(defaultOperation)) {
                text.append(operation).append(':');
            }
        }

        /**
         * Writes a key.
         *
         * @param key the key
         * @param value its number
         * @return this
         */
        public Writer put(String key, int value) {
            text.append(Objects.requireNonNull(key, "key")).append(value);
            return this;
        }

        /**
         * Writes a key unless its number is what is meant without it.
         *
         * @param key the key
         * @param value its number
         * @param byDefault what is meant without it
         * @return this
         */
        public Writer put(String key, int value, int byDefault) {
            Objects.requireNonNull(key, "key");
            return value == byDefault ? this : put(key, value);
        }

        /**
         * Writes a height and a width: of one dimension the width alone, else the height, and the width where it differs.
         *
         * @param oneDimension whether the problem has one dimension, which all its sizes must agree on
         * @param heightKey the key of the height
         * @param height its number
         * @param widthKey the key of the width
         * @param width its number
         * @return this
         */
        public Writer put(boolean oneDimension, String heightKey, int height, String widthKey, int width) {
            Objects.requireNonNull(heightKey, "heightKey");
            Objects.requireNonNull(widthKey, "widthKey");
            return oneDimension ? put(widthKey, width) : put(heightKey, height).put(widthKey, width, height);
        }

        /**
         * Writes a key unless its number is what is meant without it.
         *
         * @param key the key
         * @param value its number, finite
         * @param byDefault what is meant without it
         * @return this
         */
        public Writer put(String key, float value, float byDefault) {
            Objects.requireNonNull(key, "key");
            return value == byDefault ? this : put(key, value, Float.toString(value));
        }

        /**
         * Writes a key unless its number is what is meant without it.
         *
         * @param key the key
         * @param value its number, finite
         * @param byDefault what is meant without it
         * @return this
         */
        public Writer put(String key, double value, double byDefault) {
            Objects.requireNonNull(key, "key");
            return value == byDefault ? this : put(key, value, Double.toString(value));
        }

        private Writer put(String key, double value, String decimal) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("value of " + key + " is " + value + "; expected a finite number");
            }
            text.append(key).append(new BigDecimal(decimal).stripTrailingZeros().toPlainString());
            return this;
        }

        /**
         * What was written.
         *
         * @return the problem string
         */
        @Override
        public String toString() {
            return text.toString();
        }
    }
}
