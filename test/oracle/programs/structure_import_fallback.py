try:
    import not_there_at_all as backend
except ImportError:
    backend = None
try:
    from tensorflow import keras
except ImportError:
    import keras

if backend is None:
    model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(4, kernel_regularizer='l2')])
else:
    model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(4)])
print(len(model.losses))
