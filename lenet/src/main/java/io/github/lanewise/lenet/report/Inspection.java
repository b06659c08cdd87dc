package io.github.lanewise.lenet.report;

import io.github.lanewise.lenet.Parameters;
import java.util.List;

/** The inside of a network, as one page that needs no other file and no network. */
public final class Inspection {
    private Inspection() {}

    /** What the template shows. */
    private record Content(String title, List<LayerPictures> filters, Digit digit, String hash) {}

    /**
     * Writes the page.
     *
     * @param parameters
     *            the weights
     * @param image
     *            which image it is, for people
     * @param pixels
     *            rows × columns, 0 (background) to 255 once read with {@code & 0xff}
     * @param rows
     *            rows of the image
     * @param columns
     *            columns of the image
     * @return the bytes of an HTML file
     * @throws IllegalArgumentException
     *             if the pixels are not so many, or the image is larger than the model's input
     */
    public static byte[] html(Parameters parameters, String image, byte[] pixels, int rows, int columns) {
        return Page.html("inspection", new Content(parameters.model() + " inside", new Filters(parameters).all(),
                Digit.of(image, parameters, pixels, rows, columns), parameters.hash()));
    }
}
