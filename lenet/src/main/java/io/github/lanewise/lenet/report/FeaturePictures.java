package io.github.lanewise.lenet.report;

import io.github.lanewise.lenet.FeatureMap;
import io.github.lanewise.lenet.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What an image becomes behind each layer as pictures, one for each channel, and the cells that a maximum took. */
final class FeaturePictures {
    private static final int WIDTH = 80;
    private static final int MOST_COLUMNS = 24;
    private static final int ZOOM_OF_FEATURES = 12;
    /** The field of a class. */
    private static final int CLASS_ROWS = 2;
    private static final int CLASS_COLUMNS = 5;

    private FeaturePictures() {}

    /** The last layer has a picture for each class. */
    static List<LayerPictures> of(List<FeatureMap> maps, List<String> classNames) {
        List<LayerPictures> layers = new ArrayList<>();
        for (int i = 0; i < maps.size(); i++) {
            FeatureMap map = maps.get(i);
            if (map.winners() != null && i > 0) {
                layers.add(masks(map, maps.get(i - 1)));
            }
            layers.add(i < maps.size() - 1 ? features(map) : classes(map, classNames));
        }
        return layers;
    }

    private static LayerPictures classes(FeatureMap map, List<String> names) {
        float[] values = map.values();
        float scale = Picture.scale(values, 0, values.length);
        List<Tile> tiles = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            float[] field = new float[CLASS_ROWS * CLASS_COLUMNS];
            Arrays.fill(field, values[i]);
            Picture picture = new Picture(CLASS_ROWS, CLASS_COLUMNS);
            picture.numbers(0, 0, CLASS_ROWS, CLASS_COLUMNS, field, 0, scale);
            tiles.add(picture.tileOfWidth(String.format(Locale.ROOT, "%s: %.1f", names.get(i), values[i]), WIDTH));
        }
        return new LayerPictures(map.layer().label(),
                String.format(Locale.ROOT, "a number for each class, full colour at ±%.3g", scale), tiles);
    }

    private static LayerPictures features(FeatureMap map) {
        Shape shape = map.shape();
        float scale = Picture.scale(map.values(), 0, map.values().length);
        boolean planes = shape.height() > 1 || shape.width() > 1;
        List<Tile> tiles = planes ? planes(map, scale) : List.of(row(map, scale));
        return new LayerPictures(map.layer().label(),
                String.format(Locale.ROOT, "%s, full colour at ±%.3g", shape, scale), tiles);
    }

    private static List<Tile> planes(FeatureMap map, float scale) {
        Shape shape = map.shape();
        List<Tile> tiles = new ArrayList<>();
        for (int channel = 0; channel < shape.channels(); channel++) {
            Picture picture = new Picture(shape.height(), shape.width());
            picture.numbers(0, 0, shape.height(), shape.width(), map.values(),
                    channel * shape.height() * shape.width(), scale);
            tiles.add(picture.tileOfWidth(String.valueOf(channel), WIDTH));
        }
        return tiles;
    }

    /** Features without rows and columns, in as many columns as go without a rest. */
    private static Tile row(FeatureMap map, float scale) {
        int features = map.values().length;
        int columns = Math.min(features, MOST_COLUMNS);
        while (features % columns != 0) {
            columns--;
        }
        Picture picture = new Picture(features / columns, columns);
        picture.numbers(0, 0, features / columns, columns, map.values(), 0, scale);
        return picture.tile("", ZOOM_OF_FEATURES);
    }

    private static LayerPictures masks(FeatureMap map, FeatureMap before) {
        Shape shape = before.shape();
        int area = shape.height() * shape.width();
        int windows = map.shape().height() * map.shape().width();
        float scale = Picture.scale(before.values(), 0, before.values().length);
        List<Tile> tiles = new ArrayList<>();
        for (int channel = 0; channel < shape.channels(); channel++) {
            Picture picture = new Picture(shape.height(), shape.width());
            picture.numbers(0, 0, shape.height(), shape.width(), before.values(), channel * area, scale);
            for (int window = 0; window < windows; window++) {
                picture.mark(map.winners()[channel * windows + window]);
            }
            tiles.add(picture.tileOfWidth(String.valueOf(channel), WIDTH));
        }
        return new LayerPictures(map.layer().label() + ": the mask",
                "green is the cell of each window that is the maximum, the first of equal ones",
                tiles);
    }
}
