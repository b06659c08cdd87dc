package io.github.lanewise.lenet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lanewise.kernels.Parallel;
import io.github.lanewise.lenet.Evaluation.Mistake;
import io.github.lanewise.lenet.data.Dataset;
import io.github.lanewise.lenet.data.SyntheticDigits;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class EvaluationTest {
    /** Against counting image by image; the last batch is not full. */
    @Test
    void countsWhatSingleImagesShow() {
        Dataset digits = SyntheticDigits.generate(1, 500, 300, 1);
        Parameters parameters = Parameters.initial(Model.LENET5_RELU, 28, 1);
        Trainer trainer = new Trainer(parameters, digits, new Settings(1, 50, 0.05f, 0.9), 1, Parallel.serial());
        trainer.epoch(_ -> true);
        Evaluation evaluation = trainer.evaluation();
        Predictor predictor = new Predictor(parameters);
        int[][] confusion = new int[10][10];
        double[] ofPredicted = new double[300];
        for (int i = 0; i < 300; i++) {
            double[] probabilities = predictor
                    .probabilities(Arrays.copyOfRange(digits.testImages(), i * 784, (i + 1) * 784));
            int predicted = Softmax.largest(probabilities);
            confusion[digits.testLabels()[i]][predicted]++;
            ofPredicted[i] = probabilities[predicted];
        }
        int correct = 0;
        for (int label = 0; label < 10; label++) {
            correct += confusion[label][label];
            int row = 0;
            int column = 0;
            for (int other = 0; other < 10; other++) {
                assertEquals(confusion[label][other], evaluation.count(label, other));
                row += confusion[label][other];
                column += confusion[other][label];
            }
            assertEquals(row, evaluation.images(label));
            assertEquals(column, evaluation.predictions(label));
            assertEquals((double) confusion[label][label] / row, evaluation.recall(label));
            assertEquals((double) confusion[label][label] / column, evaluation.precision(label));
        }
        assertEquals(correct / 300.0, evaluation.result().accuracy());
        assertEquals(trainer.evaluate().loss(), evaluation.result().loss());
        assertEquals(300 - correct, evaluation.mistakes().size());
        assertTrue(correct < 300 && correct > 30, correct + " correct");
        double before = 1;
        for (Mistake mistake : evaluation.mistakes()) {
            assertEquals(digits.testLabels()[mistake.image()], mistake.label());
            assertNotEquals(mistake.label(), mistake.predicted());
            assertEquals(ofPredicted[mistake.image()], mistake.probability());
            assertTrue(mistake.probability() <= before);
            before = mistake.probability();
        }
    }

    @Test
    void softmax() {
        double[] probabilities = Softmax.of(new float[]{9, 1000, 1001, 1000}, 1, 3);
        double e = Math.E;
        assertEquals(1 / (2 + e), probabilities[0], 1e-15);
        assertEquals(e / (2 + e), probabilities[1], 1e-15);
        assertEquals(1, Softmax.largest(probabilities));
        assertEquals(0, Softmax.largest(new double[]{0.5, 0.5}));
    }

    @Test
    void predictorRefusesAnotherSize() {
        Predictor predictor = new Predictor(Parameters.initial(Model.LENET5_RELU, 32, 1));
        assertEquals("image has 1024 pixels; expected 784",
                assertThrows(IllegalArgumentException.class, () -> predictor.probabilities(new byte[1024]))
                        .getMessage());
        assertEquals(10, predictor.probabilities(new byte[784]).length);
    }
}
