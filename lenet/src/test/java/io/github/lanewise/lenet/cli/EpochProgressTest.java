package io.github.lanewise.lenet.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class EpochProgressTest {
    /** What a bar draws over a second, at the fifth of ten steps. */
    @Test
    void theBarTellsRateTimeAndLoss() throws InterruptedException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (EpochProgress bar = new EpochProgress.Bar(new PrintStream(bytes, true, StandardCharsets.UTF_8), 2, 3,
                60_000)) {
            for (int i = 1; i <= 5; i++) {
                Thread.sleep(200);
                bar.step(6100 * i, 1.0 / i);
            }
            Thread.sleep(300);
        }
        String drawn = bytes.toString(StandardCharsets.UTF_8);
        assertTrue(drawn.contains("epoch 2/3"), drawn);
        assertTrue(drawn.matches("(?s).*30500/60000 \\([0-9:]+\\) [0-9,]+ images/s, \\d+ s left, loss 0\\.2000.*"),
                drawn);
        assertFalse(drawn.matches("(?s).*\u001b\\[[0-9;]*m.*"), "without colours, so NO_COLOR changes nothing");
    }

    @Test
    void linesTellTheSame() throws InterruptedException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (EpochProgress lines = new EpochProgress.Lines(new PrintStream(bytes, true, StandardCharsets.UTF_8), 2,
                1000, 0)) {
            Thread.sleep(100);
            lines.step(400, 0.25);
            lines.step(1000, 0.25);
        }
        String printed = bytes.toString(StandardCharsets.UTF_8);
        assertTrue(printed.matches("epoch 2: 400 of 1,000 images, loss 0\\.2500, [0-9,]+ images/s, \\d+ s left\\R"),
                printed);
    }
}
