from dataclasses import dataclass, field

import keras
from keras import layers, regularizers


@dataclass
class Config:
    features: int = 4
    l2: float = 1e-3
    hidden: list = field(default_factory=lambda: [8, 4])
    dropout: float = 0.0


def build(config: Config):
    x = inputs = keras.Input((config.features,))
    for units in config.hidden:
        x = layers.Dense(units, kernel_regularizer=regularizers.L2(config.l2))(x)
        if config.dropout > 0:
            x = layers.Dropout(config.dropout)(x)
    return keras.Model(inputs, layers.Dense(1)(x))


model = build(Config())
wide = build(Config(hidden=[8, 8, 8], l2=0.1))
print(len(model.losses), len(wide.losses))
