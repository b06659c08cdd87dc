package io.github.lanewise.kernels.internal.micro;

/**
 * Where a direct convolution finds its operands, in floats: one flat list of taps that all pixels of the table share,
 * and for each pixel where it starts to read and where it is written.
 *
 * @param tapInput for each tap, its place in the input relative to the pixel's
 * @param tapWeight for each tap, its place among the weights of an output channel
 * @param pixelInput for each pixel, where tap offsets count from
 * @param pixelOutput for each pixel, where it goes
 */
public record OffsetTable(int[] tapInput, int[] tapWeight, int[] pixelInput, int[] pixelOutput) {}
