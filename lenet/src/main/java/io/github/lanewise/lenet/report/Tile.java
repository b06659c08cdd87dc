package io.github.lanewise.lenet.report;

/**
 * A picture on a page.
 *
 * @param name
 *            what stands below it, empty for nothing
 * @param address
 *            the picture
 * @param width
 *            in pixels of the page
 * @param height
 *            in pixels of the page
 */
record Tile(String name, String address, int width, int height) {}
