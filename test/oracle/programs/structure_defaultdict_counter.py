from collections import OrderedDict, defaultdict

import keras
from keras import layers

groups = defaultdict(list)
for name, units in [('a', 8), ('b', 4), ('a', 2)]:
    groups[name].append(layers.Dense(units, kernel_regularizer='l2'))
stages = OrderedDict([('input', keras.Input((4,))), ('head', layers.Dense(1))])
model = keras.Sequential([stages['input'], *groups['a'], stages['head']])
print(len(model.losses), len(groups['b']))
