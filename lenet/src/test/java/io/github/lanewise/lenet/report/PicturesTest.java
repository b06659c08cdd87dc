package io.github.lanewise.lenet.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lanewise.kernels.Connections;
import io.github.lanewise.kernels.Parallel;
import io.github.lanewise.lenet.EpochResult;
import io.github.lanewise.lenet.Evaluation;
import io.github.lanewise.lenet.FeatureMap;
import io.github.lanewise.lenet.Model;
import io.github.lanewise.lenet.Parameters;
import io.github.lanewise.lenet.Parameters.Tensor;
import io.github.lanewise.lenet.Trainer;
import io.github.lanewise.lenet.data.Dataset;
import io.github.lanewise.lenet.data.SyntheticDigits;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** What the pictures and tables of the pages say. */
class PicturesTest {
    private static final int BLUE = 0x2563eb;
    private static final int ORANGE = 0xea580c;
    private static final int GREEN = 0xff16a34a;
    private static final Dataset DIGITS = SyntheticDigits.generate(1, 10, 200, 1);

    private static BufferedImage image(Tile tile) throws IOException {
        String bytes = tile.address().substring("data:image/png;base64,".length());
        return ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(bytes)));
    }

    @Test
    void aNumberIsAColourAsStrongAsItIsLarge() throws IOException {
        float[] numbers = {9, 0, 1, -2, 4, -4, Float.NaN, Float.POSITIVE_INFINITY};
        assertEquals(4, Picture.scale(numbers, 1, 7));
        assertEquals(1, Picture.scale(numbers, 1, 1), "nothing but zeros");
        Picture picture = new Picture(2, 4);
        picture.numbers(0, 0, 1, 4, numbers, 1, 4);
        picture.numbers(1, 0, 1, 3, numbers, 5, 4);
        Tile tile = picture.tileOfWidth("n", 80);
        assertEquals(80, tile.width());
        assertEquals(40, tile.height());
        BufferedImage image = image(tile);
        assertEquals(0, image.getRGB(0, 0) >>> 24);
        assertEquals(64 << 24 | BLUE, image.getRGB(1, 0)); // 255 / 4, rounded
        assertEquals(128 << 24 | ORANGE, image.getRGB(2, 0));
        assertEquals(255 << 24 | BLUE, image.getRGB(3, 0));
        assertEquals(255 << 24 | ORANGE, image.getRGB(0, 1));
        assertEquals(0xffd946ef, image.getRGB(1, 1), "NaN");
        assertEquals(0xffd946ef, image.getRGB(2, 1), "infinity");
    }

    /** Kernel k of c3 is filled with k + 1; where there is no connection, there is nothing. */
    @Test
    void kernelsStandWhereTheirInputChannelIs() throws IOException {
        Parameters parameters = Parameters.zero(Model.LENET5_1998, 32);
        Tensor weights = parameters.tensors().stream().filter(t -> t.name().equals("c3.weight")).findFirst()
                .orElseThrow();
        for (int i = 0; i < weights.length(); i++) {
            parameters.values()[weights.offset() + i] = i / 25 + 1;
        }
        LayerPictures c3 = new Filters(parameters).first().get(1);
        assertEquals("c3", c3.name());
        int kernel = 0;
        for (int out = 0; out < 16; out++) {
            BufferedImage image = image(c3.tiles().get(out));
            Set<Integer> seen = new HashSet<>();
            for (int in : Connections.LENET5_C3.seenBy(out)) {
                seen.add(in);
                int strength = Math.round(255f * ++kernel / 60);
                for (int cell = 0; cell < 25; cell++) {
                    assertEquals(strength << 24 | BLUE,
                            image.getRGB(in % 3 * 6 + cell % 5, in / 3 * 6 + cell / 5), out + ", " + in);
                }
            }
            for (int in = 0; in < 6; in++) {
                if (!seen.contains(in)) {
                    assertEquals(0, image.getRGB(in % 3 * 6, in / 3 * 6) >>> 24, out + ", " + in);
                }
            }
        }
        assertEquals(60, kernel);
    }

    @Test
    void aMaskMarksOneCellOfEachWindow() throws IOException {
        byte[] pixels = Arrays.copyOf(DIGITS.testImages(), 28 * 28);
        List<FeatureMap> maps = FeatureMap.of(Parameters.initial(Model.LENET5_RELU, 28, 1), pixels, 28, 28);
        LayerPictures mask = FeaturePictures.of(maps, DIGITS.classNames()).get(2);
        assertTrue(mask.name().endsWith("the mask"), mask.name());
        for (int channel = 0; channel < 6; channel++) {
            BufferedImage image = image(mask.tiles().get(channel));
            for (int window = 0; window < 14 * 14; window++) {
                int marked = 0;
                for (int cell = 0; cell < 4; cell++) {
                    int column = window % 14 * 2 + cell % 2;
                    int row = window / 14 * 2 + cell / 2;
                    boolean green = image.getRGB(column, row) == GREEN;
                    marked += green ? 1 : 0;
                    assertEquals(green,
                            maps.get(2).winners()[channel * 14 * 14 + window] == row * 28 + column);
                }
                assertEquals(1, marked);
            }
        }
    }

    @Test
    void theConfusionMatrixCountsEveryImage() {
        Parameters parameters = Parameters.initial(Model.LENET5_RELU, 28, 1);
        Evaluation evaluation = new Trainer(parameters, DIGITS, Model.LENET5_RELU.defaults(), 1, Parallel.serial())
                .evaluation();
        ConfusionMatrix matrix = ConfusionMatrix.of(evaluation, Dataset.FASHION);
        assertTrue(matrix.names().startsWith("0 T-shirt/top, 1 Trouser, "), matrix.names());
        assertEquals("", ConfusionMatrix.of(evaluation, Dataset.DIGITS).names());
        int images = 0;
        int right = 0;
        for (ConfusionMatrix.Row row : matrix.rows()) {
            for (ConfusionMatrix.Cell cell : row.cells()) {
                int count = cell.count().isEmpty() ? 0 : Integer.parseInt(cell.count());
                images += count;
                right += cell.right() ? count : 0;
                assertEquals(count == 0, cell.shade().equals("0%"), cell.explanation());
            }
        }
        assertEquals(200, images);
        assertEquals(evaluation.result().accuracy(), right / 200.0);
    }

    /** A colour of its own would be lost on a light or a dark page. */
    @Test
    void chartsHaveTheColoursOfThePageAlone() {
        Trainer.Result result = new Trainer.Result(1, 0.5, 0.5, 1, true);
        LearningCurves curves = LearningCurves.of(List.of(new EpochResult(1, result, result),
                new EpochResult(2, new Trainer.Result(1, 0.25, 0.75, 1, true), result)));
        for (String svg : List.of(curves.loss().svg(), curves.accuracy().svg())) {
            assertTrue(svg.contains("var(--training)") && svg.contains("var(--validation)"), svg);
            assertFalse(svg.contains("rgb("), svg);
        }
        assertTrue(LearningCurves.of(List.of()).loss().svg().isEmpty());
    }
}
