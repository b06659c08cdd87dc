package io.github.lanewise.lenet.report;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A browser without a window. */
final class Chromium {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome", "chrome");
    private static final int PATIENCE_SECONDS = 60;

    private final Path folder;
    private final Path program;

    /** Where it is missing, the test did not run; unless the machine must have all that tests need, as in CI. */
    Chromium(Path folder) {
        this.folder = folder;
        Optional<Path> found = Stream.of(System.getenv("PATH").split(File.pathSeparator)).map(Path::of)
                .flatMap(place -> NAMES.stream().map(place::resolve)).filter(Files::isExecutable).findFirst();
        if (found.isEmpty()) {
            String missing = "none of " + String.join(", ", NAMES) + " on the PATH";
            assertFalse(Boolean.getBoolean("lanewise.shared.required"), missing + ", though required");
            System.out.println("NOT RUN: pages in a browser: " + missing);
            Assumptions.abort(missing);
        }
        program = found.get();
    }

    /** Loads a page and returns what its scripts made of it. */
    String load(String page) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("page.html"), page);
        Path dom = folder.resolve("dom.html");
        Process process = new ProcessBuilder(program.toString(), "--headless", "--no-sandbox", "--disable-gpu",
                "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
                "--disable-sync", "--hide-scrollbars", "--user-data-dir=" + folder.resolve("profile"),
                "--window-size=1400,1000",
                "--dump-dom", file.toUri().toString()).redirectOutput(dom.toFile())
                .redirectError(folder.resolve("errors.txt").toFile()).start();
        try {
            assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "the browser did not end");
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(dom, StandardCharsets.UTF_8);
    }
}
