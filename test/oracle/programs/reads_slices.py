from tensorflow import keras

model = keras.Sequential([
    keras.Input((3,)),
    keras.layers.Dense(2, kernel_regularizer='l2', name='first'),
    keras.layers.Dense(2, kernel_regularizer='l2', name='second'),
])
tail = keras.Model(model.input, model.layers[-2].output)
print(len(tail.losses))
print(len(model.get_layer('second').losses))
if len(model.losses) == 0:
    raise SystemExit
regularization = [float(loss) for loss in model.losses]
print(regularization)
