package io.github.lanewise.kernels;

/**
 * What the builders of shapes with a sliding window share. Where a method takes one number for an axis, it holds along
 * every axis that the shape has: rows and columns, or columns alone.
 */
abstract class WindowBuilder<B extends WindowBuilder<B>> {
    final int inHeight;
    final int inWidth;
    int kernelHeight;
    int kernelWidth;
    int strideHeight = 1;
    int strideWidth = 1;
    int padTop;
    int padLeft;
    int padBottom;
    int padRight;
    int dilationHeight = 1;
    int dilationWidth = 1;
    private final boolean line;
    /** null where the padding is given. */
    private OddCell same;

    /** For images. */
    WindowBuilder(int inHeight, int inWidth) {
        this(inHeight, inWidth, false);
    }

    /** For lines: images of height 1, in which no window is higher, moves down or leaves upwards. */
    WindowBuilder(int inLength) {
        this(1, inLength, true);
    }

    private WindowBuilder(int inHeight, int inWidth, boolean line) {
        this.inHeight = inHeight;
        this.inWidth = inWidth;
        this.line = line;
        kernelHeight = line ? 1 : 0;
    }

    /** This, as what it is. */
    abstract B self();

    /** The height that belongs to a width where one number stands for both. */
    private int height(int width, int ofLine) {
        return line ? ofLine : width;
    }

    /**
     * Sets the kernel.
     *
     * @param height rows
     * @param width columns
     * @return this
     */
    public B kernel(int height, int width) {
        kernelHeight = height;
        kernelWidth = width;
        return self();
    }

    /**
     * Sets the kernel, the same along every axis.
     *
     * @param size rows and columns; of a one-dimensional shape, columns
     * @return this
     */
    public B kernel(int size) {
        return kernel(height(size, 1), size);
    }

    /**
     * Sets the stride.
     *
     * @param height rows from one window to the next
     * @param width columns from one window to the next
     * @return this
     */
    public B stride(int height, int width) {
        strideHeight = height;
        strideWidth = width;
        return self();
    }

    /**
     * Sets the stride, the same along every axis.
     *
     * @param cells rows and columns from one window to the next; of a one-dimensional shape, columns
     * @return this
     */
    public B stride(int cells) {
        return stride(height(cells, 1), cells);
    }

    /**
     * Sets the dilation.
     *
     * @param height rows from one row of the kernel to the next, 1 for a dense kernel
     * @param width columns from one column of the kernel to the next, 1 for a dense kernel
     * @return this
     */
    public B dilation(int height, int width) {
        dilationHeight = height;
        dilationWidth = width;
        return self();
    }

    /**
     * Sets the dilation, the same along every axis.
     *
     * @param cells rows from one row of the kernel to the next, and columns from one column to the next; of a
     *        one-dimensional shape, columns
     * @return this
     */
    public B dilation(int cells) {
        return dilation(height(cells, 1), cells);
    }

    /**
     * Sets the padding: how far windows reach beyond the image.
     *
     * @param top rows above
     * @param left columns to the left
     * @param bottom rows below
     * @param right columns to the right
     * @return this
     */
    public B padding(int top, int left, int bottom, int right) {
        padTop = top;
        padLeft = left;
        padBottom = bottom;
        padRight = right;
        same = null;
        return self();
    }

    /**
     * Sets the padding, the same along every axis.
     *
     * @param begin rows above and columns to the left; of a one-dimensional shape, columns to the left
     * @param end rows below and columns to the right; of a one-dimensional shape, columns to the right
     * @return this
     */
    public B padding(int begin, int end) {
        return padding(height(begin, 0), begin, height(end, 0), end);
    }

    /**
     * Sets the padding to what makes the output as large as the input, or with a stride the input over the stride,
     * rounded up: along an axis max(0, (out − 1)·stride + (kernel − 1)·dilation + 1 − in) cells with out = ceil(in /
     * stride), half of them at each end. It follows the kernel, stride and dilation that the shape is built with.
     *
     * @param oddCell which end gets one more where they are odd
     * @return this
     * @throws NullPointerException if {@code oddCell} is null
     */
    public B same(OddCell oddCell) {
        if (oddCell == null) {
            throw new NullPointerException("oddCell is null");
        }
        same = oddCell;
        return self();
    }

    /**
     * Sets the padding to none, so that every window lies inside the image.
     *
     * @return this
     */
    public B valid() {
        return padding(0, 0, 0, 0);
    }

    /** Computes the padding where it follows from the rest; to be called before the shape is built. */
    void settlePadding() {
        if (same != null) {
            int rows = Window.samePadding("Height", inHeight, kernelHeight, strideHeight, dilationHeight);
            int columns = Window.samePadding("Width", inWidth, kernelWidth, strideWidth, dilationWidth);
            padTop = same.begin(rows);
            padLeft = same.begin(columns);
            padBottom = rows - padTop;
            padRight = columns - padLeft;
        }
    }
}
