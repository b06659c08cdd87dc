package io.github.lanewise.rivals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * What figures are worth nothing without.
 *
 * @param date when the run began
 * @param cpu what the processor calls itself
 * @param jdk the Java that runs ours
 * @param flags of every JVM
 * @param commit of these kernels
 * @param load how many processes wanted to run in the minute before
 * @param gflopsOneCore fused multiply-adds of one core at the best, two operations each
 * @param gflopsAllCores those of all that may be used
 */
record Machine(String date, String cpu, String jdk, String flags, String commit, String load,
        double gflopsOneCore, double gflopsAllCores) {
    /** Asks the machine and measures its peak. */
    static Machine measure(Cores cores, String commit) throws IOException {
        List<String> names = Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .toList();
        return new Machine(Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                names.getFirst() + ", " + cores.numbers().size() + " of " + names.size() + " cores",
                System.getProperty("java.vm.vendor") + " " + Runtime.version(), String.join(" ", Jvm.flags()), commit,
                Files.readString(Path.of("/proc/loadavg")).split(" ")[0],
                peak(cores, 1), peak(cores, cores.numbers().size()));
    }

    private static double peak(Cores cores, int threads) throws IOException {
        List<String> command = new ArrayList<>(List.of("taskset", "-c", cores.last(threads)));
        command.addAll(Jvm.command(FmaPeak.class));
        command.add(Integer.toString(threads));
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
            return Double.parseDouble(lines.lines().filter(line -> line.startsWith(ContenderMain.MARK)).findFirst()
                    .orElseThrow().substring(ContenderMain.MARK.length()));
        }
    }
}
