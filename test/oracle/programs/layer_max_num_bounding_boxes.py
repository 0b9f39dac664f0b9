from tensorflow import keras

boxes = keras.layers.MaxNumBoundingBoxes(max_number=3, bounding_box_format='xyxy')
print(len(boxes.losses))
model = keras.Sequential([keras.Input(shape=(4,)), keras.layers.Dense(2, kernel_regularizer='l2')])
print(len(model.losses))
