package io.github.lanewise.rivals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How a child JVM is started: as this one, with the flags of the environment's BENCH_JAVA_OPTIONS. */
final class Jvm {
    private Jvm() {}

    /** The flags. */
    static List<String> flags() {
        List<String> flags = new ArrayList<>(List.of("--add-modules", "jdk.incubator.vector"));
        String more = System.getenv().getOrDefault("BENCH_JAVA_OPTIONS", "");
        Arrays.stream(more.split(" ")).filter(flag -> !flag.isEmpty()).forEach(flags::add);
        return flags;
    }

    /** The command line up to the arguments. Native libraries are unpacked into one folder, once. */
    static List<String> command(Class<?> main) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(flags());
        String cache = System.getProperty("rivals.cache",
                Path.of(System.getProperty("java.io.tmpdir"), "rivals-cache").toString());
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-Dorg.bytedeco.javacpp.cachedir=" + cache,
                "-DDJL_CACHE_DIR=" + cache, "-DENGINE_CACHE_DIR=" + cache, "-Dai.djl.offline=true", "-cp",
                System.getProperty("java.class.path"), main.getName()));
        return command;
    }
}
