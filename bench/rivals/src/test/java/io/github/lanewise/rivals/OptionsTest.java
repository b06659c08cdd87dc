package io.github.lanewise.rivals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {
    @Test
    void leftOutTheyMeanAllOnOneThreadThreeTimes() {
        Options options = Options.parse(new String[0]);
        assertEquals(List.of(Contender.values()), options.contenders());
        assertEquals(List.of(1), options.threads());
        assertEquals(3, options.invocations());
        assertTrue(options.problems().matcher("gemm:m2n2k2 multiply").find());
    }

    @Test
    void oursAlwaysTakesPart() {
        Options options = Options.parse(new String[]{"conv:.* forward", "--contenders", "openblas", "--threads", "1,2",
                "--invocations", "5"});
        assertEquals(List.of(Contender.LANEWISE, Contender.OPENBLAS, Contender.OPENBLAS_SKYLAKEX),
                options.contenders());
        assertEquals(List.of(1, 2), options.threads());
        assertEquals(5, options.invocations());
        assertFalse(options.problems().matcher("gemm:m2n2k2 multiply").find());
    }

    @Test
    void wrongOnesAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> Options.parse(new String[]{"--threads"}));
        assertThrows(IllegalArgumentException.class, () -> Options.parse(new String[]{"--threads", "0"}));
        assertThrows(IllegalArgumentException.class, () -> Options.parse(new String[]{"--invocations", "many"}));
        assertThrows(IllegalArgumentException.class, () -> Options.parse(new String[]{"--fast", "1"}));
    }
}
