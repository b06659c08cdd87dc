package io.github.lanewise.kernels;

import io.github.lanewise.kernels.internal.elementwise.LanePasses;
import io.github.lanewise.kernels.internal.run.Arguments;
import io.github.lanewise.kernels.internal.run.Execution;
import java.util.List;

/**
 * The way from {@link Layout#NCHW} to {@link Layout#LANES} and back, of a batch of one size. Nothing is computed: every image
 * keeps its bits. A plan is immutable and may be shared by threads.
 */
public final class Lanes {
    private final int batch;
    private final int imageLength;
    private final Execution pack;
    private final Execution unpack;

    private Lanes(int batch, int imageLength) {
        this.batch = batch;
        this.imageLength = imageLength;
        LanePasses passes = new LanePasses(batch, imageLength);
        long elements = (long) batch * imageLength;
        pack = Execution.planned("pack", "", this, elements, List.of(passes.pack()));
        unpack = Execution.planned("unpack", "", this, elements, List.of(passes.unpack()));
    }

    /**
     * Plans the conversion.
     *
     * @param batch images
     * @param imageLength elements of an image
     * @return the plan
     * @throws IllegalArgumentException if a size is below 1 or the batch in lanes too large for an array
     */
    public static Lanes plan(int batch, int imageLength) {
        Layout.LANES.length(batch, imageLength);
        return new Lanes(batch, imageLength);
    }

    /**
     * Says how each method is run: tasks and scratch. There is one algorithm.
     *
     * @return some lines for people
     */
    public String explain() {
        Arguments any = new Arguments();
        return this + " on " + Backend.name() + ": the only algorithm" + pack.explain(any) + unpack.explain(any);
    }

    /**
     * From images to lanes; lanes without an image become +0.
     *
     * @param images batch × imageLength
     * @param imagesOffset where they begin
     * @param lanes ⌈batch / 16⌉ × imageLength × 16, overwritten
     * @param lanesOffset where they begin
     * @param scratch temporary memory
     * @param parallel where to run
     * @throws IllegalArgumentException if an array is too short, an offset negative, or the arrays overlap
     * @throws NullPointerException if anything is null
     */
    public void pack(float[] images, int imagesOffset, float[] lanes, int lanesOffset, Scratch scratch,
            Parallel parallel) {
        check(images, imagesOffset, lanes, lanesOffset);
        Arguments a = Scratch.begin(scratch, parallel);
        try {
            a.input = images;
            a.inputOffset = imagesOffset;
            a.output = lanes;
            a.outputOffset = lanesOffset;
            scratch.execute(pack, a, parallel);
        } finally {
            scratch.end();
        }
    }

    /**
     * From lanes to images.
     *
     * @param lanes ⌈batch / 16⌉ × imageLength × 16
     * @param lanesOffset where they begin
     * @param images batch × imageLength, overwritten
     * @param imagesOffset where they begin
     * @param scratch temporary memory
     * @param parallel where to run
     * @throws IllegalArgumentException if an array is too short, an offset negative, or the arrays overlap
     * @throws NullPointerException if anything is null
     */
    public void unpack(float[] lanes, int lanesOffset, float[] images, int imagesOffset, Scratch scratch,
            Parallel parallel) {
        check(images, imagesOffset, lanes, lanesOffset);
        Arguments a = Scratch.begin(scratch, parallel);
        try {
            a.input = lanes;
            a.inputOffset = lanesOffset;
            a.output = images;
            a.outputOffset = imagesOffset;
            scratch.execute(unpack, a, parallel);
        } finally {
            scratch.end();
        }
    }

    private void check(float[] images, int imagesOffset, float[] lanes, int lanesOffset) {
        Check.range("images", images, imagesOffset, batch, imageLength);
        Check.range("lanes", lanes, lanesOffset, Layout.groups(batch), imageLength, Layout.GROUP);
        Check.apart("lanes", lanes, lanesOffset, Layout.LANES.elements(batch, imageLength), "images", images,
                imagesOffset, batch * imageLength);
    }

    /**
     * The problem.
     *
     * @return such as {@code lanes:mb128n784}
     */
    @Override
    public String toString() {
        return "lanes:mb" + batch + "n" + imageLength;
    }
}
