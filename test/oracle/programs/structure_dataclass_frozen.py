import dataclasses

import keras
from keras import layers


@dataclasses.dataclass(frozen=True)
class Settings:
    units: int
    regularizer: str = 'l2'

    @property
    def double(self):
        return 2 * self.units

    def layer(self):
        return layers.Dense(self.double, kernel_regularizer=self.regularizer)


settings = Settings(4)
other = dataclasses.replace(settings, regularizer=None)
model = keras.Sequential([keras.Input((4,)), settings.layer(), other.layer(), settings.layer()])
print(len(model.losses))
