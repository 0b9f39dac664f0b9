import logging
import random

import numpy as np
import keras
from keras import layers

logger = logging.getLogger(__name__)
random.seed(1)
np.random.seed(1)
keras.utils.set_random_seed(1)


def build():
    logger.info('building')
    model = keras.Sequential([keras.Input((4,)), layers.Dense(4, kernel_regularizer='l2')])
    logger.debug('built %s', model)
    print(model.name)
    return model


model = build()
model.summary(print_fn=logger.debug)
print(len(model.losses), model.count_params())
