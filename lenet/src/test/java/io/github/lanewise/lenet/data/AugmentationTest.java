package io.github.lanewise.lenet.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AugmentationTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"none|0|0|none", "shift|2|0|shift=2", "elastic|0|34|elastic=34.0",
            "shift,elastic|2|34|shift=2,elastic=34.0", "elastic=0.5, shift=7|7|0.5|shift=7,elastic=0.5",
            "shift=0|0|0|none", "elastic=100|0|100|elastic=100.0"})
    void reads(String text, int shift, double elastic, String written) {
        Augmentation augmentation = Augmentation.parse(text);
        assertEquals(new Augmentation(shift, elastic), augmentation);
        assertEquals(written, augmentation.toString());
        assertEquals(augmentation, Augmentation.parse(written));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "shft|'shft'; expected none, shift[=PIXELS], elastic[=ALPHA] or both with a comma",
            "shift,|''; expected none, shift[=PIXELS], elastic[=ALPHA] or both with a comma",
            "shift,none|'none'; expected none, shift[=PIXELS], elastic[=ALPHA] or both with a comma",
            "shift=a|shift is 'a'; expected a number", "shift=1.5|shift is '1.5'; expected a number",
            "elastic=|elastic is ''; expected a number", "shift=8|shift is 8; expected 0 to 7 pixels",
            "shift=-1|shift is -1; expected 0 to 7 pixels", "elastic=-1|elastic is -1.0; expected 0 to 100",
            "elastic=NaN|elastic is NaN; expected 0 to 100", "elastic=100.1|elastic is 100.1; expected 0 to 100"})
    void refuses(String text, String message) {
        assertEquals(message,
                assertThrows(IllegalArgumentException.class, () -> Augmentation.parse(text)).getMessage());
    }
}
