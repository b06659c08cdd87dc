package io.github.lanewise.verify.data;

/** Images and channels, cut or grown to a cost that each plane has a share of. */
record Planes(int batch, int channels) {
    static Planes between(long least, long most, int batch, int channels, long plane) {
        long planes = Math.max(1, most / plane);
        int fewerChannels = channels * (long) batch > planes ? 1 + channels % 3 : channels;
        int images = (int) Math.min(batch, Math.max(1, planes / fewerChannels));
        while (images * (long) fewerChannels * plane < least) {
            images = 2 * images + 1;
        }
        return new Planes(images, fewerChannels);
    }
}
