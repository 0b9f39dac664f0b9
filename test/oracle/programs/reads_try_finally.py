from tensorflow import keras

model = keras.Sequential([keras.layers.Dense(2, kernel_regularizer='l2')])
try:
    model.build((None, 3))
except ValueError:
    print('no shape')
finally:
    print(len(model.losses))
shapes = []
while not shapes:
    shapes.append((None, 4))
    other = keras.Sequential([keras.layers.Dense(2, kernel_regularizer='l2')])
    print(len(other.losses))
    other.build(shapes[-1])
print(len(other.losses))
