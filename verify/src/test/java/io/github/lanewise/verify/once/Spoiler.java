package io.github.lanewise.verify.once;

import java.lang.reflect.Array;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** Replaces arguments of a call by others, most of them invalid. */
final class Spoiler {
    private static final int[] INTS = {Integer.MIN_VALUE, Integer.MIN_VALUE + 1, -65536, -17, -1, 0, 1, 2, 3, 5, 16,
            1024,
            46341, 65536, 1 << 20, 1 << 30, Integer.MAX_VALUE - 1, Integer.MAX_VALUE};
    private static final double[] REALS = {Double.NaN, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, -1e300, -1,
            -0.0,
            0, Double.MIN_VALUE, 0.5, 1, 2, Float.MAX_VALUE, 1e300};
    private static final String[] PIECES = {"mb", "ic", "ih", "iw", "oc", "kh", "ph", "m", "n", "k", "0", "1", "-1",
            "0.5",
            "2147483647", "4294967297", "99999999999999999999", ":", "conv:", "max:", "gemm:", " ", "x", ""};

    private final SplittableRandom random;

    Spoiler(SplittableRandom random) {
        this.random = random;
    }

    /** Replaces argument i by another. Returns whether the call, otherwise untouched, must now be refused with its name. */
    boolean spoil(PublicCall call, Object[] arguments, int i) {
        Parameter parameter = call.parameters().get(i);
        Class<?> type = parameter.getType();
        int array = call.arrayOfOffset(i);
        if (array >= 0) {
            int offset = other(0);
            arguments[i] = offset;
            return offset != 0 && call.isExact(array);
        }
        if (!type.isPrimitive() && random.nextInt(4) == 0) {
            arguments[i] = null;
            return !call.isOptional(i);
        }
        if (type == float[].class || type == int[].class) {
            return arguments[i] != null && Array.getLength(arguments[i]) > 0 && spoilArray(call, arguments, i);
        }
        arguments[i] = other(call, arguments[i], type);
        return false;
    }

    /** Shorter, or another array of the call, or with other integers in it. */
    private boolean spoilArray(PublicCall call, Object[] arguments, int i) {
        Object array = arguments[i];
        int length = Array.getLength(array);
        switch (random.nextInt(4)) {
            case 0 -> {
                Object another = arguments[random.nextInt(arguments.length)];
                arguments[i] = another != null && another.getClass() == array.getClass() ? another : array;
                return false;
            }
            case 1 -> {
                if (array instanceof int[] ints) {
                    ints[random.nextInt(length)] = anyInt();
                }
                return false;
            }
            default -> {
                int shorter = random.nextInt(3) == 0 ? 0 : random.nextInt(length);
                arguments[i] = Array.newInstance(array.getClass().getComponentType(), shorter);
                return call.isExact(i);
            }
        }
    }

    private Object other(PublicCall call, Object value, Class<?> type) {
        if (type == int.class) {
            return anyInt();
        }
        if (type == float.class) {
            return (float) REALS[random.nextInt(REALS.length)];
        }
        if (type == double.class) {
            return REALS[random.nextInt(REALS.length)];
        }
        if (type == boolean.class) {
            return random.nextBoolean();
        }
        if (type == String.class) {
            return text(value == null ? "" : (String) value);
        }
        if (type == Set.class) {
            return Set.of();
        }
        if (type == boolean[][].class) {
            return ragged(value == null ? new boolean[0][] : (boolean[][]) value);
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[random.nextInt(type.getEnumConstants().length)];
        }
        List<Object> others = Samples.ofType(type);
        return others.isEmpty() ? value : others.get(random.nextInt(others.size()));
    }

    private int anyInt() {
        return random.nextInt(4) == 0 ? random.nextInt(-3, 20) : INTS[random.nextInt(INTS.length)];
    }

    private int other(int value) {
        int any = anyInt();
        return any == value ? value + 1 : any;
    }

    private String text(String from) {
        int cut = random.nextInt(from.length() + 1);
        int end = random.nextInt(cut, from.length() + 1);
        return from.substring(0, cut) + PIECES[random.nextInt(PIECES.length)] + from.substring(end);
    }

    private boolean[][] ragged(boolean[][] table) {
        boolean[][] other = Arrays.copyOf(table, random.nextInt(table.length + 1));
        if (other.length > 0) {
            other[random.nextInt(other.length)] = random.nextInt(3) == 0 ? null : new boolean[random.nextInt(5)];
        }
        return other;
    }
}
