package io.github.lanewise.kernels.internal.softmax;

import static io.github.lanewise.kernels.internal.micro.MicroKernels.LANES;

import io.github.lanewise.kernels.internal.backend.Lookup;
import io.github.lanewise.kernels.internal.micro.LaneKernels;

/** Sixteen neighbours along the outer axis side by side, for every position: column position · 16 + image. */
class ImageSlabs extends ColumnSlabs {
    private static final LaneKernels LANE_KERNELS = Lookup.kernels().lanes();

    ImageSlabs(int outer, int classes, int inner, int further) {
        super(outer, classes, inner, further);
    }

    @Override
    public int count() {
        return (outer + LANES - 1) / LANES;
    }

    @Override
    public int width() {
        return inner * LANES;
    }

    @Override
    public int width(int slab) {
        return inner * LANES;
    }

    @Override
    public String describe() {
        return "16 rows in the lanes";
    }

    private int images(int slab) {
        return Math.min(LANES, outer - slab * LANES);
    }

    @Override
    public void load(int slab, float[] array, int offset, float padding, float[] floats, int to) {
        int image = classes * inner;
        LANE_KERNELS.toLanes(images(slab), image, array, offset + slab * LANES * image, image, floats, to);
    }

    @Override
    public void store(int slab, float[] floats, int from, float[] array, int offset) {
        int image = classes * inner;
        LANE_KERNELS.fromLanes(images(slab), image, floats, from, array, offset + slab * LANES * image, image);
    }

    @Override
    public int row(int slab, int place) {
        int image = place % LANES;
        return image < images(slab) ? (slab * LANES + image) * inner + place / LANES : -1;
    }
}
