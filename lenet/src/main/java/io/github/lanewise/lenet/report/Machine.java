package io.github.lanewise.lenet.report;

import io.github.lanewise.kernels.Backend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What a run ran on. */
final class Machine {
    private static final Path PROCESSOR = Path.of("/proc/cpuinfo");

    private Machine() {}

    static List<Fact> facts(int threads) {
        return List.of(new Fact("processor", processor()),
                new Fact("processors", String.valueOf(Runtime.getRuntime().availableProcessors())),
                new Fact("threads", String.valueOf(threads)),
                new Fact("kernels", Backend.name() + " (" + Backend.reason() + ")"),
                new Fact("system", System.getProperty("os.name") + " " + System.getProperty("os.version") + ", "
                        + System.getProperty("os.arch")),
                new Fact("Java", System.getProperty("java.vendor.version", System.getProperty("java.vendor")) + ", "
                        + Runtime.version()));
    }

    /** Its name, where the system tells: Linux does in a file. */
    private static String processor() {
        try (Stream<String> lines = Files.lines(PROCESSOR)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip()).findFirst().orElse("unknown");
        } catch (IOException _) {
            return "unknown";
        }
    }
}
