package io.github.lanewise.lenet.report;

import java.util.List;

/**
 * The pictures of one layer.
 *
 * @param name
 *            the layer
 * @param detail
 *            sizes and scale
 * @param tiles
 *            its pictures
 */
record LayerPictures(String name, String detail, List<Tile> tiles) {}
