package io.github.lanewise.lenet.cli;

import io.github.lanewise.lenet.data.Augmentation;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The text behind {@code --augment}. */
final class AugmentationOption implements ITypeConverter<Augmentation> {
    @Override
    public Augmentation convert(String text) {
        try {
            return Augmentation.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
