package io.github.lanewise.verify.conformance;

import java.util.Arrays;
import java.util.List;

/** A tensor of a case. Its elements are held as doubles, which hold every float and every integer that occurs exactly. */
public final class Tensor {
    private static final double LARGEST_INTEGER = 1 << 24;

    private final String type;
    private final int[] shape;
    private final double[] data;
    private final boolean exact;
    private final double scale;
    private final int terms;
    private final double largest;

    private Tensor(String type, int[] shape, double[] data, boolean exact, double scale, int terms) {
        this.type = type;
        this.shape = shape;
        this.data = data;
        this.exact = exact;
        this.scale = scale;
        this.terms = terms;
        this.largest = largest(data);
    }

    /**
     * Makes a tensor from the text of its elements.
     *
     * @param type f32, f64, i64, i32 or u8
     * @param shape its sizes, none for a scalar
     * @param elements its elements as written
     * @param exact whether results must be equal
     * @param scale the largest sum of magnitudes that makes up an element, NaN where it is not given
     * @param terms the number of terms in that sum, 0 where it is not given
     * @return the tensor
     * @throws IllegalArgumentException if the type is unknown or the elements do not fill the shape
     */
    static Tensor parse(String type, int[] shape, List<String> elements, boolean exact, double scale, int terms) {
        long length = 1;
        for (int size : shape) {
            length = Math.multiplyExact(length, size);
        }
        if (length != elements.size()) {
            throw new IllegalArgumentException("a tensor of shape " + Arrays.toString(shape) + " has "
                    + elements.size() + " elements; expected " + length);
        }
        double[] data = new double[elements.size()];
        for (int i = 0; i < data.length; i++) {
            data[i] = number(type, elements.get(i));
        }
        return new Tensor(type, shape, data, exact, scale, terms);
    }

    private static double number(String type, String text) {
        return switch (type) {
            // As a float first: the oracle of these cases used exactly that float.
            case "f32" -> Float.parseFloat(text);
            case "f64" -> Double.parseDouble(text);
            case "i64", "i32", "u8" -> Long.parseLong(text);
            default -> throw new IllegalArgumentException(
                    "dtype is " + type + "; expected f32, f64, i64, i32 or u8");
        };
    }

    /**
     * Whether the elements are integers.
     *
     * @return true for i64, i32, u8
     */
    public boolean isInteger() {
        return !type.startsWith("f");
    }

    /**
     * The sizes.
     *
     * @return a copy
     */
    public int[] shape() {
        return shape.clone();
    }

    /**
     * One size.
     *
     * @param axis which
     * @return the size
     */
    public int size(int axis) {
        return shape[axis];
    }

    /**
     * How many sizes there are.
     *
     * @return 0 for a scalar
     */
    public int rank() {
        return shape.length;
    }

    /**
     * How many elements there are.
     *
     * @return their number
     */
    public int length() {
        return data.length;
    }

    /**
     * One element.
     *
     * @param index its flat index
     * @return its value
     */
    public double at(int index) {
        return data[index];
    }

    /**
     * Where an element stands.
     *
     * @param index its flat index
     * @return its index along each axis, none of a scalar
     */
    public int[] place(int index) {
        int[] place = new int[shape.length];
        int rest = index;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            place[axis] = rest % shape[axis];
            rest /= shape[axis];
        }
        return place;
    }

    /**
     * The elements as floats.
     *
     * @return a new array
     * @throws UnsupportedCaseException if they are doubles, or integers beyond 2^24, so that floats do not hold them
     */
    public float[] floats() {
        if (type.equals("f64")) {
            throw new UnsupportedCaseException("64-bit floats");
        }
        if (isInteger() && largest > LARGEST_INTEGER) {
            throw new UnsupportedCaseException("integers beyond 2^24");
        }
        float[] floats = new float[data.length];
        for (int i = 0; i < data.length; i++) {
            floats[i] = (float) data[i];
        }
        return floats;
    }

    /**
     * The elements as integers.
     *
     * @return a new array
     */
    public int[] integers() {
        int[] integers = new int[data.length];
        for (int i = 0; i < data.length; i++) {
            integers[i] = (int) data[i];
        }
        return integers;
    }

    /**
     * The largest magnitude among the finite elements.
     *
     * @return 0 where there is none
     */
    public double largest() {
        return largest;
    }

    private static double largest(double[] data) {
        double largest = 0;
        for (double value : data) {
            largest = Double.isFinite(value) ? Math.max(largest, Math.abs(value)) : largest;
        }
        return largest;
    }

    /**
     * Whether results must be equal.
     *
     * @return what the case says
     */
    public boolean exact() {
        return exact;
    }

    /**
     * The largest sum of magnitudes that makes up an element.
     *
     * @return NaN where the case does not say
     */
    public double scale() {
        return scale;
    }

    /**
     * The number of terms in that sum.
     *
     * @return 0 where the case does not say
     */
    public int terms() {
        return terms;
    }
}
