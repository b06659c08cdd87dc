package io.github.lanewise.lenet.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ProgressTest {
    @Test
    void linesComeAtEachFifth() {
        assertEquals("""
                file: 3.00 MiB, resumed
                file: 40 %
                file: 60 %
                file: 100 %
                mirror failed
                """, show(Progress::lines));
    }

    @Test
    void barShowsNameAndMebibytes() {
        String shown = show(Progress::bar);
        assertTrue(shown.contains("file") && shown.contains("100%") && shown.contains("3/3 MiB"), shown);
        assertTrue(shown.contains("mirror failed"), shown);
    }

    @Test
    void silenceIsSilent() {
        assertEquals("", show(out -> Progress.silent()));
    }

    @Test
    void outputThatIsNoTerminalGetsLines() {
        assertTrue(show(Progress::on).startsWith("file: 3.00 MiB, resumed\n"), show(Progress::on));
    }

    private static String show(Function<PrintStream, Progress> kind) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            Progress progress = kind.apply(out);
            int total = 3 << 20;
            try (Progress.Task task = progress.begin("file", total / 4, total)) {
                for (int percent : new int[]{39, 45, 55, 61, 79, 100}) {
                    task.advanceTo((long) total * percent / 100);
                }
            }
            progress.note("mirror failed");
        }
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
